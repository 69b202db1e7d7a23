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

// A need is what a component must see to before its text is given to a linter:
// the character set and the number of characters.
type need struct {
	charset  Charset
	min, max uint8
}

// anySet stands for every character set.
const anySet Charset = 0

// anyLength is the most characters that a component has where a linter sets no
// limit.
const anyLength = 90

var needs = [...]need{
	lintCouponcode:     {anySet, 1, anyLength},
	lintCouponposoffer: {anySet, 1, anyLength},
	lintCsum:           {Digits, 1, anyLength},
	lintCsumalpha:      {Charset82, 1, maxCheckPair},
	lintGcppos1:        {anySet, 1, anyLength},
	lintGcppos2:        {anySet, 1, anyLength},
	lintHasnondigit:    {anySet, 1, anyLength},
	lintHh:             {Digits, 2, 2},
	lintHhmi:           {Digits, 4, 4},
	lintHyphen:         {anySet, 1, anyLength},
	lintIban:           {anySet, 1, 34},
	lintImporteridx:    {anySet, 1, 1},
	lintIso3166:        {anySet, 1, anyLength},
	lintIso3166999:     {anySet, 1, anyLength},
	lintIso3166alpha2:  {anySet, 1, anyLength},
	lintIso4217:        {anySet, 1, anyLength},
	lintIso5218:        {anySet, 1, anyLength},
	lintLatitude:       {Digits, 10, 10},
	lintLongitude:      {Digits, 10, 10},
	lintMediatype:      {anySet, 1, anyLength},
	lintMi:             {Digits, 2, 2},
	lintNonzero:        {Digits, 1, anyLength},
	lintNozeroprefix:   {Digits, 1, anyLength},
	lintPackagetype:    {anySet, 1, anyLength},
	lintPcenc:          {anySet, 1, anyLength},
	lintPieceoftotal:   {Digits, 1, anyLength},
	lintPosinseqslash:  {anySet, 1, anyLength},
	lintSs:             {Digits, 2, 2},
	lintWinding:        {anySet, 1, anyLength},
	lintYesno:          {anySet, 1, anyLength},
	lintYymmd0:         {Digits, 6, 6},
	lintYymmdd:         {Digits, 6, 6},
	lintYyyymmd0:       {Digits, 8, 8},
	lintYyyymmdd:       {Digits, 8, 8},
	lintZero:           {anySet, 1, anyLength},
}

// check returns what is wrong with text, which has the length and only
// characters of the set that the linter needs; that the components of the table
// see to that holds TestNeeds. A fault without code means that nothing is wrong.
func (l linter) check(text string) fault {
	switch l {
	case lintCouponcode:
		return couponcode(text)
	case lintCouponposoffer:
		return couponposoffer(text)
	case lintCsum:
		return csum(text)
	case lintCsumalpha:
		return csumalpha(text)
	case lintGcppos1:
		return gcppos1(text)
	case lintGcppos2:
		return gcppos2(text)
	case lintHasnondigit:
		return hasnondigit(text)
	case lintHh:
		return hh(text)
	case lintHhmi:
		return hhmi(text)
	case lintHyphen:
		return hyphen(text)
	case lintIban:
		return iban(text)
	case lintImporteridx:
		return importeridx(text)
	case lintIso3166:
		return iso3166(text)
	case lintIso3166999:
		return iso3166999(text)
	case lintIso3166alpha2:
		return iso3166alpha2(text)
	case lintIso4217:
		return iso4217(text)
	case lintIso5218:
		return iso5218(text)
	case lintLatitude:
		return latitude(text)
	case lintLongitude:
		return longitude(text)
	case lintMediatype:
		return mediatype(text)
	case lintMi:
		return mi(text)
	case lintNonzero:
		return nonzero(text)
	case lintNozeroprefix:
		return nozeroprefix(text)
	case lintPackagetype:
		return packagetype(text)
	case lintPcenc:
		return pcenc(text)
	case lintPieceoftotal:
		return pieceoftotal(text)
	case lintPosinseqslash:
		return posinseqslash(text)
	case lintSs:
		return ss(text)
	case lintWinding:
		return winding(text)
	case lintYesno:
		return yesno(text)
	case lintYymmd0:
		return yymmd0(text)
	case lintYymmdd:
		return yymmdd(text)
	case lintYyyymmd0:
		return yyyymmd0(text)
	case lintYyyymmdd:
		return yyyymmdd(text)
	case lintZero:
		return zero(text)
	}
	return fault{}
}
