// Package sig marks binaries by which crypto they use. gc's version does so by
// byte sequences in assembly that tools search for; here the functions only
// have to exist.
package sig

// BoringCrypto marks a binary that uses BoringCrypto; ogo makes none.
func BoringCrypto() {}

// FIPSOnly marks a binary restricted to FIPS-approved crypto.
func FIPSOnly() {}

// StandardCrypto marks a binary that uses the standard library's crypto.
func StandardCrypto() {}
