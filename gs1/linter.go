package gs1

// A linter is a test that the text of a component must pass, beside its length
// and character set. The names are those of the GS1 Barcode Syntax Dictionary.
type linter uint8

const (
	lintCouponcode linter = iota + 1
	lintCouponposoffer
	lintCsum
	lintCsumalpha
	lintGcppos1
	lintGcppos2
	lintHasnondigit
	lintHh
	lintHhmi
	lintHyphen
	lintIban
	lintImporteridx
	lintIso3166
	lintIso3166999
	lintIso3166alpha2
	lintIso4217
	lintIso5218
	lintLatitude
	lintLongitude
	lintMediatype
	lintMi
	lintNonzero
	lintNozeroprefix
	lintPackagetype
	lintPcenc
	lintPieceoftotal
	lintPosinseqslash
	lintSs
	lintWinding
	lintYesno
	lintYymmd0
	lintYymmdd
	lintYyyymmd0
	lintYyyymmdd
	lintZero
)

var linterNames = [...]string{
	lintCouponcode:     "couponcode",
	lintCouponposoffer: "couponposoffer",
	lintCsum:           "csum",
	lintCsumalpha:      "csumalpha",
	lintGcppos1:        "gcppos1",
	lintGcppos2:        "gcppos2",
	lintHasnondigit:    "hasnondigit",
	lintHh:             "hh",
	lintHhmi:           "hhmi",
	lintHyphen:         "hyphen",
	lintIban:           "iban",
	lintImporteridx:    "importeridx",
	lintIso3166:        "iso3166",
	lintIso3166999:     "iso3166999",
	lintIso3166alpha2:  "iso3166alpha2",
	lintIso4217:        "iso4217",
	lintIso5218:        "iso5218",
	lintLatitude:       "latitude",
	lintLongitude:      "longitude",
	lintMediatype:      "mediatype",
	lintMi:             "mi",
	lintNonzero:        "nonzero",
	lintNozeroprefix:   "nozeroprefix",
	lintPackagetype:    "packagetype",
	lintPcenc:          "pcenc",
	lintPieceoftotal:   "pieceoftotal",
	lintPosinseqslash:  "posinseqslash",
	lintSs:             "ss",
	lintWinding:        "winding",
	lintYesno:          "yesno",
	lintYymmd0:         "yymmd0",
	lintYymmdd:         "yymmdd",
	lintYyyymmd0:       "yyyymmd0",
	lintYyyymmdd:       "yyyymmdd",
	lintZero:           "zero",
}

// A tester is the function of a linter and what its component must see to before
// it is called: the character set and the number of characters.
type tester struct {
	test     func(text string) fault
	charset  Charset
	min, max uint8
}

// anySet stands for every character set.
const anySet Charset = 0

// anyLength is the most characters that a component has where a linter sets no
// limit.
const anyLength = 90

var testers = [...]tester{
	lintCouponcode:     {couponcode, anySet, 1, anyLength},
	lintCouponposoffer: {couponposoffer, anySet, 1, anyLength},
	lintCsum:           {csum, Digits, 1, anyLength},
	lintCsumalpha:      {csumalpha, Charset82, 1, maxCheckPair},
	lintGcppos1:        {gcppos1, anySet, 1, anyLength},
	lintGcppos2:        {gcppos2, anySet, 1, anyLength},
	lintHasnondigit:    {hasnondigit, anySet, 1, anyLength},
	lintHh:             {hh, Digits, 2, 2},
	lintHhmi:           {hhmi, Digits, 4, 4},
	lintHyphen:         {hyphen, anySet, 1, anyLength},
	lintIban:           {iban, anySet, 1, 34},
	lintImporteridx:    {importeridx, anySet, 1, 1},
	lintIso3166:        {iso3166, anySet, 1, anyLength},
	lintIso3166999:     {iso3166999, anySet, 1, anyLength},
	lintIso3166alpha2:  {iso3166alpha2, anySet, 1, anyLength},
	lintIso4217:        {iso4217, anySet, 1, anyLength},
	lintIso5218:        {iso5218, anySet, 1, anyLength},
	lintLatitude:       {latitude, Digits, 10, 10},
	lintLongitude:      {longitude, Digits, 10, 10},
	lintMediatype:      {mediatype, anySet, 1, anyLength},
	lintMi:             {mi, Digits, 2, 2},
	lintNonzero:        {nonzero, Digits, 1, anyLength},
	lintNozeroprefix:   {nozeroprefix, Digits, 1, anyLength},
	lintPackagetype:    {packagetype, anySet, 1, anyLength},
	lintPcenc:          {pcenc, anySet, 1, anyLength},
	lintPieceoftotal:   {pieceoftotal, Digits, 1, anyLength},
	lintPosinseqslash:  {posinseqslash, anySet, 1, anyLength},
	lintSs:             {ss, Digits, 2, 2},
	lintWinding:        {winding, anySet, 1, anyLength},
	lintYesno:          {yesno, anySet, 1, anyLength},
	lintYymmd0:         {yymmd0, Digits, 6, 6},
	lintYymmdd:         {yymmdd, Digits, 6, 6},
	lintYyyymmd0:       {yyyymmd0, Digits, 8, 8},
	lintYyyymmdd:       {yyyymmdd, Digits, 8, 8},
	lintZero:           {zero, anySet, 1, anyLength},
}

// check returns what is wrong with text, which has the length and only
// characters of the set that its tester asks for; that the components of the
// table see to that holds TestTesters. A fault without code means that nothing
// is wrong.
func (l linter) check(text string) fault { return testers[l].test(text) }
