package datamatrix

// RandomData is for the tests outside the package.
var RandomData = randomData
