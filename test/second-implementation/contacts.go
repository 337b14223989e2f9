package main

import (
	"regexp"
	"strings"
)

var emailPattern = regexp.MustCompile(
	`^[_A-Za-z0-9\-+]+(\.[_A-Za-z0-9-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9]+)*(\.[A-Za-z]{2,})$`)

// maskedCell is the star test of 5: what holds no star even after masking could be in the clear.
func maskedCell(stored string, mask func(string) string) string {
	if strings.Contains(stored, "*") {
		return trim(stored)
	}
	if masked := mask(stored); strings.Contains(masked, "*") {
		return trim(masked)
	}
	return ""
}

func maskEmail(value string) string {
	if !emailPattern.MatchString(value) {
		return value
	}
	name, domain, _ := strings.Cut(value, "@")
	return starred(name, 2, len(name)) + "@" + domain
}

func maskPhone(value string) string {
	if len([]rune(value)) < 10 {
		return value
	}
	digits := strings.ReplaceAll(trim(value), "-", "")
	return starred(digits, 0, len([]rune(digits))-4)
}

// starred replaces the code points of [from, to) by stars.
func starred(value string, from, to int) string {
	runes := []rune(value)
	for i := from; i < to; i++ {
		runes[i] = '*'
	}
	return string(runes)
}
