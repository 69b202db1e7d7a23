package gs1_test

import (
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// A lint is what this package says where a linter of the reference has an error
// of some name: a code, and words that tell the message from others with it.
type lint struct {
	code  gs1.Code
	words string
}

func (l lint) matches(f gs1.Finding) bool {
	return (f.Code == l.code || isLength(f.Code) && isLength(l.code)) && strings.Contains(f.Message, l.words)
}

func isLength(c gs1.Code) bool { return c == gs1.CodeLengthShort || c == gs1.CodeLengthLong }

// lints translates every error that a linter of the reference can make, one to
// one but for lengths, which are one matter here and have a name for each linter
// there. Not among them are GCP_DATASOURCE_OFFLINE, as no prefix is looked up,
// and INVALID_CSET32_CHARACTER, which no linter makes any more.
var lints = map[string]lint{
	"DATE_TOO_LONG":                          {gs1.CodeLengthLong, ""},
	"HOUR_TOO_LONG":                          {gs1.CodeLengthLong, ""},
	"HOUR_WITH_MINUTE_TOO_LONG":              {gs1.CodeLengthLong, ""},
	"IBAN_TOO_LONG":                          {gs1.CodeLengthLong, ""},
	"IMPORTER_IDX_MUST_BE_ONE_CHARACTER":     {gs1.CodeLengthLong, ""},
	"MINUTE_TOO_LONG":                        {gs1.CodeLengthLong, ""},
	"SECOND_TOO_LONG":                        {gs1.CodeLengthLong, ""},
	"TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION": {gs1.CodeLengthLong, ""},
	"DATE_TOO_SHORT":                         {gs1.CodeLengthShort, ""},
	"HOUR_TOO_SHORT":                         {gs1.CodeLengthShort, ""},
	"HOUR_WITH_MINUTE_TOO_SHORT":             {gs1.CodeLengthShort, ""},
	"MINUTE_TOO_SHORT":                       {gs1.CodeLengthShort, ""},
	"SECOND_TOO_SHORT":                       {gs1.CodeLengthShort, ""},
	"LATITUDE_INVALID_LENGTH":                {gs1.CodeLengthShort, ""},
	"LONGITUDE_INVALID_LENGTH":               {gs1.CodeLengthShort, ""},
	"TOO_SHORT_FOR_CHECK_DIGIT":              {gs1.CodeLengthShort, ""},
	"IBAN_TOO_SHORT":                         {gs1.CodeLengthShort, "expected 11 to 34"},
	"TOO_SHORT_FOR_CHECK_PAIR":               {gs1.CodeLengthShort, "expected at least 2"},
	"TOO_SHORT_FOR_GCP":                      {gs1.CodeLengthShort, "expected at least "},

	"NON_DIGIT_CHARACTER":          {gs1.CodeCharacter, "expected a digit"},
	"INVALID_CSET39_CHARACTER":     {gs1.CodeCharacter, "expected a character of set 39"},
	"INVALID_CSET64_CHARACTER":     {gs1.CodeCharacter, "expected a base64url character"},
	"INVALID_CSET64_PADDING":       {gs1.CodePadding, ""},
	"INVALID_CSET82_CHARACTER":     {gs1.CodeCharacter, "expected a character of set 82"},
	"INVALID_IBAN_CHARACTER":       {gs1.CodeCharacter, "expected a digit or an upper-case letter"},
	"INVALID_IMPORT_IDX_CHARACTER": {gs1.CodeCharacter, "expected a digit, a letter, - or _"},

	"ILLEGAL_DAY":    {gs1.CodeDate, "day of"},
	"ILLEGAL_MONTH":  {gs1.CodeDate, "month of"},
	"ILLEGAL_HOUR":   {gs1.CodeTime, "hour of"},
	"ILLEGAL_MINUTE": {gs1.CodeTime, "minute of"},
	"ILLEGAL_SECOND": {gs1.CodeTime, "second of"},

	"INCORRECT_CHECK_DIGIT":        {gs1.CodeCheckDigit, ""},
	"INCORRECT_CHECK_PAIR":         {gs1.CodeCheckPair, ""},
	"INVALID_GCP_PREFIX":           {gs1.CodeCompanyPrefix, ""},
	"REQUIRES_NON_DIGIT_CHARACTER": {gs1.CodeAllDigits, ""},

	"ILLEGAL_IBAN_COUNTRY_CODE": {gs1.CodeCountry, "bank country of"},
	"INCORRECT_IBAN_CHECKSUM":   {gs1.CodeIBAN, ""},

	"NOT_ISO3166":          {gs1.CodeCountry, "expected a numeric code of ISO 3166-1"},
	"NOT_ISO3166_OR_999":   {gs1.CodeCountry, "expected a numeric code of ISO 3166-1, or 999"},
	"NOT_ISO3166_ALPHA2":   {gs1.CodeCountry, "expected an alpha-2 code of ISO 3166-1"},
	"NOT_ISO4217":          {gs1.CodeCurrency, ""},
	"INVALID_MEDIA_TYPE":   {gs1.CodeMediaType, ""},
	"INVALID_PACKAGE_TYPE": {gs1.CodePackageType, ""},

	"INVALID_BIOLOGICAL_SEX_CODE": {gs1.CodeChoice, "sex of"},
	"INVALID_WINDING_DIRECTION":   {gs1.CodeChoice, "winding direction of"},
	"NOT_HYPHEN":                  {gs1.CodeChoice, "sign of"},
	"NOT_ZERO":                    {gs1.CodeChoice, "filler of"},
	"NOT_ZERO_OR_ONE":             {gs1.CodeChoice, "flag of"},

	"ILLEGAL_ZERO_PREFIX":               {gs1.CodeLeadingZero, ""},
	"ILLEGAL_ZERO_VALUE":                {gs1.CodeZero, "measure of"},
	"ZERO_PIECE_NUMBER":                 {gs1.CodeZero, "piece number of"},
	"ZERO_TOTAL_PIECES":                 {gs1.CodeZero, "number of pieces of"},
	"INVALID_LENGTH_FOR_PIECE_OF_TOTAL": {gs1.CodeSequence, "expected as many digits"},
	"PIECE_NUMBER_EXCEEDS_TOTAL":        {gs1.CodeSequence, "expected a piece number up to"},
	"POSITION_EXCEEDS_END":              {gs1.CodeSequence, "expected a position up to"},
	"POSITION_IN_SEQUENCE_MALFORMED":    {gs1.CodeSequence, "expected two numbers"},

	"INVALID_LATITUDE":         {gs1.CodeCoordinate, "latitude of"},
	"INVALID_LONGITUDE":        {gs1.CodeCoordinate, "longitude of"},
	"INVALID_PERCENT_SEQUENCE": {gs1.CodePercent, ""},

	"COUPON_MISSING_FORMAT_CODE":                    {gs1.CodeCouponShort, "its format code is"},
	"COUPON_MISSING_FUNDER_VLI":                     {gs1.CodeCouponShort, "its funder length is"},
	"COUPON_MISSING_GCP_VLI":                        {gs1.CodeCouponShort, "its company prefix length is"},
	"COUPON_MISSING_SAVE_VALUE_VLI":                 {gs1.CodeCouponShort, "its save value length is"},
	"COUPON_MISSING_1ST_PURCHASE_REQUIREMENT_VLI":   {gs1.CodeCouponShort, "its first purchase requirement length is"},
	"COUPON_MISSING_1ST_PURCHASE_REQUIREMENT_CODE":  {gs1.CodeCouponShort, "its first purchase requirement code is"},
	"COUPON_MISSING_ADDITIONAL_PURCHASE_RULES_CODE": {gs1.CodeCouponShort, "its additional purchase rules code is"},
	"COUPON_MISSING_2ND_PURCHASE_REQUIREMENT_VLI":   {gs1.CodeCouponShort, "its second purchase requirement length is"},
	"COUPON_MISSING_2ND_PURCHASE_REQUIREMENT_CODE":  {gs1.CodeCouponShort, "its second purchase requirement code is"},
	"COUPON_MISSING_2ND_PURCHASE_GCP_VLI":           {gs1.CodeCouponShort, "its second company prefix length is"},
	"COUPON_MISSING_3RD_PURCHASE_REQUIREMENT_VLI":   {gs1.CodeCouponShort, "its third purchase requirement length is"},
	"COUPON_MISSING_3RD_PURCHASE_REQUIREMENT_CODE":  {gs1.CodeCouponShort, "its third purchase requirement code is"},
	"COUPON_MISSING_3RD_PURCHASE_GCP_VLI":           {gs1.CodeCouponShort, "its third company prefix length is"},
	"COUPON_MISSING_SERIAL_NUMBER_VLI":              {gs1.CodeCouponShort, "its serial number length is"},
	"COUPON_MISSING_RETAILER_GCP_OR_GLN_VLI":        {gs1.CodeCouponShort, "its retailer number length is"},
	"COUPON_MISSING_SAVE_VALUE_CODE":                {gs1.CodeCouponShort, "its save value code is"},
	"COUPON_MISSING_SAVE_VALUE_APPLIES_TO_ITEM":     {gs1.CodeCouponShort, "its applies-to-item code is"},
	"COUPON_MISSING_STORE_COUPON_FLAG":              {gs1.CodeCouponShort, "its store coupon flag is"},
	"COUPON_MISSING_DONT_MULTIPLY_FLAG":             {gs1.CodeCouponShort, "its don't multiply flag is"},
	"COUPON_TOO_SHORT_FOR_EXPIRATION_DATE":          {gs1.CodeCouponShort, "its expiration date is"},
	"COUPON_TOO_SHORT_FOR_START_DATE":               {gs1.CodeCouponShort, "its start date is"},
	"COUPON_TRUNCATED_FUNDER":                       {gs1.CodeCouponShort, "its funder is"},
	"COUPON_TRUNCATED_GCP":                          {gs1.CodeCouponShort, "its company prefix is"},
	"COUPON_TRUNCATED_OFFER_CODE":                   {gs1.CodeCouponShort, "its offer code is"},
	"COUPON_TRUNCATED_SAVE_VALUE":                   {gs1.CodeCouponShort, "its save value is"},
	"COUPON_TRUNCATED_1ST_PURCHASE_REQUIREMENT":     {gs1.CodeCouponShort, "its first purchase requirement is"},
	"COUPON_TRUNCATED_1ST_PURCHASE_FAMILY_CODE":     {gs1.CodeCouponShort, "its first purchase family code is"},
	"COUPON_TRUNCATED_2ND_PURCHASE_REQUIREMENT":     {gs1.CodeCouponShort, "its second purchase requirement is"},
	"COUPON_TRUNCATED_2ND_PURCHASE_FAMILY_CODE":     {gs1.CodeCouponShort, "its second purchase family code is"},
	"COUPON_TRUNCATED_2ND_PURCHASE_GCP":             {gs1.CodeCouponShort, "its second company prefix is"},
	"COUPON_TRUNCATED_3RD_PURCHASE_REQUIREMENT":     {gs1.CodeCouponShort, "its third purchase requirement is"},
	"COUPON_TRUNCATED_3RD_PURCHASE_FAMILY_CODE":     {gs1.CodeCouponShort, "its third purchase family code is"},
	"COUPON_TRUNCATED_3RD_PURCHASE_GCP":             {gs1.CodeCouponShort, "its third company prefix is"},
	"COUPON_TRUNCATED_SERIAL_NUMBER":                {gs1.CodeCouponShort, "its serial number is"},
	"COUPON_TRUNCATED_RETAILER_GCP_OR_GLN":          {gs1.CodeCouponShort, "its retailer number is"},

	"COUPON_INVALID_FORMAT_CODE":                     {gs1.CodeCouponValue, "format code of"},
	"COUPON_INVALID_FUNDER_LENGTH":                   {gs1.CodeCouponValue, "funder length of"},
	"COUPON_INVALID_GCP_LENGTH":                      {gs1.CodeCouponValue, "company prefix length of"},
	"COUPON_INVALID_SAVE_VALUE_LENGTH":               {gs1.CodeCouponValue, "save value length of"},
	"COUPON_INVALID_1ST_PURCHASE_REQUIREMENT_LENGTH": {gs1.CodeCouponValue, "first purchase requirement length of"},
	"COUPON_INVALID_1ST_PURCHASE_REQUIREMENT_CODE":   {gs1.CodeCouponValue, "first purchase requirement code of"},
	"COUPON_INVALID_ADDITIONAL_PURCHASE_RULES_CODE":  {gs1.CodeCouponValue, "additional purchase rules code of"},
	"COUPON_INVALID_2ND_PURCHASE_REQUIREMENT_LENGTH": {gs1.CodeCouponValue, "second purchase requirement length of"},
	"COUPON_INVALID_2ND_PURCHASE_REQUIREMENT_CODE":   {gs1.CodeCouponValue, "second purchase requirement code of"},
	"COUPON_INVALID_2ND_PURCHASE_GCP_LENGTH":         {gs1.CodeCouponValue, "second company prefix length of"},
	"COUPON_INVALID_3RD_PURCHASE_REQUIREMENT_LENGTH": {gs1.CodeCouponValue, "third purchase requirement length of"},
	"COUPON_INVALID_3RD_PURCHASE_REQUIREMENT_CODE":   {gs1.CodeCouponValue, "third purchase requirement code of"},
	"COUPON_INVALID_3RD_PURCHASE_GCP_LENGTH":         {gs1.CodeCouponValue, "third company prefix length of"},
	"COUPON_INVALID_RETAILER_GCP_OR_GLN_LENGTH":      {gs1.CodeCouponValue, "retailer number length of"},
	"COUPON_INVALID_SAVE_VALUE_CODE":                 {gs1.CodeCouponValue, "save value code of"},
	"COUPON_INVALID_SAVE_VALUE_APPLIES_TO_ITEM":      {gs1.CodeCouponValue, "applies-to-item code of"},
	"COUPON_INVALID_DONT_MULTIPLY_FLAG":              {gs1.CodeCouponValue, "don't multiply flag of"},

	"COUPON_INVALID_EXIPIRATION_DATE": {gs1.CodeDate, "expiration date of"},
	"COUPON_INVALID_START_DATE":       {gs1.CodeDate, "start date of"},
	"COUPON_EXPIRATION_BEFORE_START":  {gs1.CodeCouponDates, ""},
	"COUPON_EXCESS_DATA":              {gs1.CodeCouponExcess, ""},
}
