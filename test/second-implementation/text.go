package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// ECMAScript's white space, which unicode.IsSpace is not: that has U+0085 and lacks U+FEFF.
func isSpace(r rune) bool {
	switch {
	case r >= 0x09 && r <= 0x0D, r == 0x20, r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A:
		return true
	case r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000, r == 0xFEFF:
		return true
	}
	return false
}

func trim(s string) string { return strings.TrimFunc(s, isSpace) }

func isBlank(s string) bool { return trim(s) == "" }

// norm lower-cases by Unicode's full mapping: strings.ToLower would make U+0130 an ASCII i.
func norm(s string) string {
	s = trim(s)
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return strings.ToLower(s)
	}
	return cases.Lower(language.Und).String(s)
}

// firstText answers the first that is not blank, trimmed.
func firstText(texts ...string) string {
	for _, text := range texts {
		if !isBlank(text) {
			return trim(text)
		}
	}
	return ""
}
