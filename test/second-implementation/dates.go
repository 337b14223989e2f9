package main

import (
	"regexp"
	"strconv"
	"time"
)

const (
	indiaAheadMs = (5*60 + 30) * 60 * 1000
	dayForm      = "02/01/2006"
)

var (
	firstMs = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli() - indiaAheadMs
	endMs   = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli() - indiaAheadMs

	dateText = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2}:[0-9]{2})([:.][0-9]{1,3})?` +
		`(?:Z|([+-])([01][0-9]|2[0-3]):?([0-5][0-9]))?)?$`)
)

// storedDay prints the timestamp column or, where it is null, the text column.
func storedDay(row Row, timestampColumn, textColumn string) string {
	if !row.isNull(timestampColumn) {
		ms, ok := row.moment(timestampColumn)
		return indianDay(ms, ok)
	}
	return dayOfText(row.text(textColumn))
}

func isPrintable(ms int64) bool { return ms >= firstMs && ms < endMs }

func indianDay(ms int64, known bool) string {
	if !known || !isPrintable(ms) {
		return ""
	}
	return time.UnixMilli(ms + indiaAheadMs).UTC().Format(dayForm)
}

func dayOfText(text string) string {
	ms, dayAlone, ok := readDate(text)
	if ok && dayAlone {
		return time.UnixMilli(ms).UTC().Format(dayForm)
	}
	return indianDay(ms, ok)
}

// readDate answers epoch milliseconds; those of a day alone are of 00:00 UTC (3.7, and 3.6 for the order of schools).
func readDate(text string) (ms int64, dayAlone, ok bool) {
	part := dateText.FindStringSubmatch(trim(text))
	if part == nil || part[1][:4] == "0000" {
		return 0, false, false
	}
	dayAlone = part[2] == ""
	clock := part[2]
	if dayAlone {
		clock = "00:00:00"
	}
	// time.Parse refuses days and times that do not exist, a second 60 among them.
	at, err := time.Parse("2006-01-02 15:04:05", part[1]+" "+clock)
	if err != nil {
		return 0, false, false
	}
	ms = at.UnixMilli() + millis(part[3]) - offsetMs(part[4], part[5], part[6])
	return ms, dayAlone, isPrintable(ms)
}

// millis reads .5 as half a second and :5 as 5 ms.
func millis(text string) int64 {
	if text == "" {
		return 0
	}
	digits := text[1:]
	if text[0] == '.' {
		digits = (digits + "00")[:3]
	}
	return number(digits)
}

func offsetMs(sign, hours, minutes string) int64 {
	if sign == "" {
		return 0
	}
	ms := (number(hours)*60 + number(minutes)) * 60 * 1000
	if sign == "-" {
		return -ms
	}
	return ms
}

func number(digits string) int64 {
	n, _ := strconv.ParseInt(digits, 10, 64)
	return n
}
