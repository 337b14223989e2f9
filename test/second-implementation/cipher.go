package main

import (
	"crypto/aes"
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	cipherKey    = "ThisAsISerceKtey"
	cipherRounds = 3
)

var neverEncrypted = regexp.MustCompile(`^\+?[0-9-]{4,20}$`)

// plainContact decrypts a stored e-mail address or phone number (5); "" if there is no value.
func plainContact(stored, salt string) string {
	value := trim(stored)
	if emailPattern.MatchString(value) || neverEncrypted.MatchString(value) {
		return value
	}
	for round := 0; round < cipherRounds; round++ {
		inner, ok := decryptRound(value, salt)
		if !ok {
			return ""
		}
		value = inner
	}
	if _, twiceOver := decryptRound(value, salt); twiceOver {
		return ""
	}
	return trim(value)
}

func decryptRound(text, salt string) (string, bool) {
	packed := strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, text)
	bytes, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return "", false
	}
	plain, ok := decryptBlocks(bytes)
	if !ok || !utf8.Valid(plain) {
		return "", false
	}
	return strings.CutPrefix(string(plain), salt)
}

// decryptBlocks is AES in ECB mode, which the standard library leaves out on purpose, with PKCS#7 padding.
func decryptBlocks(bytes []byte) ([]byte, bool) {
	if len(bytes) == 0 || len(bytes)%aes.BlockSize != 0 {
		return nil, false
	}
	block, err := aes.NewCipher([]byte(cipherKey))
	if err != nil {
		return nil, false
	}
	for at := 0; at < len(bytes); at += aes.BlockSize {
		block.Decrypt(bytes[at:], bytes[at:])
	}
	padding := int(bytes[len(bytes)-1])
	if padding < 1 || padding > aes.BlockSize {
		return nil, false
	}
	text, tail := bytes[:len(bytes)-padding], bytes[len(bytes)-padding:]
	for _, b := range tail {
		if int(b) != padding {
			return nil, false
		}
	}
	return text, true
}
