package main

import (
	"strings"
	"unicode"
)

const (
	byteOrderMark = "\uFEFF"
	header        = "External ID,User ID,User Name,Email ID,Mobile Number,Organization Name,District Name,School Name," +
		"Block Name,Enrollment Date,Course Progress,Completion Date\r\n"
)

// record is 3.9; encoding/csv quotes fields that the rule leaves alone.
func record(cells []string) string {
	fields := make([]string, len(cells))
	for i, cell := range cells {
		fields[i] = quoted(withoutFormula(cell))
	}
	return strings.Join(fields, ",") + "\r\n"
}

func quoted(field string) string {
	if !strings.ContainsAny(field, ",\"\r\n") {
		return field
	}
	return `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
}

// withoutFormula puts an apostrophe before what a spreadsheet could take for a formula.
func withoutFormula(cell string) string {
	start := strings.IndexFunc(cell, func(r rune) bool { return !isSkipped(r) })
	if start < 0 {
		start = len(cell)
	}
	if strings.ContainsAny(cell[:start], "\t\r\n") || startsFormula(cell[start:]) {
		return "'" + cell
	}
	return cell
}

func isSkipped(r rune) bool {
	return unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp, unicode.Cf, unicode.Cc)
}

func startsFormula(text string) bool {
	first := []rune(text + " ")[0]
	return strings.ContainsRune("=+-@\uFF1D\uFF0B\uFF0D\uFF20", first)
}
