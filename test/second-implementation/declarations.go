package main

import (
	"slices"
	"strings"
)

// declared is what a custodian user told the course org, in the order in which it is believed.
type declared struct {
	declarations []Row // to the course org and not rejected, teachers first
	identities   []Row // the old form: declared- rows whose provider is the course org
}

// declaredTo is 3.4 (a) and (b), ordered as 3.6 asks; nothing without a course org.
func declaredTo(org courseTenant, declarations, identities []Row) declared {
	var to declared
	if org.id == "" {
		return to
	}
	for _, row := range declarations {
		if row.text("orgid") == org.id && norm(row.text("status")) != "rejected" {
			to.declarations = append(to.declarations, row)
		}
	}
	slices.SortStableFunc(to.declarations, teachersFirst)
	for _, row := range identities {
		if strings.HasPrefix(norm(row.text("idtype")), "declared-") && org.isProviderOf(row) {
			to.identities = append(to.identities, row)
		}
	}
	slices.SortStableFunc(to.identities, func(a, b Row) int { return byText(a, b, "provider", "idtype") })
	return to
}

func teachersFirst(a, b Row) int {
	isTeacher := func(row Row) bool { return norm(row.text("persona")) == "teacher" }
	switch {
	case isTeacher(a) && !isTeacher(b):
		return -1
	case isTeacher(b) && !isTeacher(a):
		return 1
	}
	return byText(a, b, "persona")
}

func (to declared) anything() bool { return len(to.declarations)+len(to.identities) > 0 }

// value answers what is declared under a name such as declared-ext-id, or "".
func (to declared) value(name string) string {
	for _, row := range to.declarations {
		if value := row.textIn("userinfo", name); !isBlank(value) {
			return trim(value)
		}
	}
	var named []Row
	for _, row := range to.identities {
		if norm(row.text("idtype")) == name {
			named = append(named, row)
		}
	}
	return firstIssued(named)
}
