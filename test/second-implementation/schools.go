package main

import (
	"cmp"
	"slices"
	"strings"
)

type membership struct {
	organisation Row
	id           string
	joinedMs     int64
	joinedKnown  bool
}

// schools answers the organisations of a learner that are schools, the one joined last first (3.6).
func (d *database) schools(userID, tenant string) []Row {
	var all []membership
	for _, row := range d.ofUser("user_organisation", userID) {
		id := row.text("organisationid")
		organisation := d.organisation(id)
		if !row.isTrue("isdeleted") && id != tenant && isSchool(organisation) {
			joined, _, known := readDate(row.text("orgjoindate"))
			all = append(all, membership{organisation, id, joined, known})
		}
	}
	slices.SortStableFunc(all, newestFirst)
	var organisations []Row
	for _, one := range all {
		organisations = append(organisations, one.organisation)
	}
	return organisations
}

func isSchool(organisation Row) bool {
	kind, known := organisation.number("organisationtype")
	return organisation != nil && !organisation.isTrue("isrootorg") && (!known || kind == 2)
}

func newestFirst(a, b membership) int {
	switch {
	case a.joinedKnown && !b.joinedKnown:
		return -1
	case b.joinedKnown && !a.joinedKnown:
		return 1
	case a.joinedKnown && a.joinedMs != b.joinedMs:
		return cmp.Compare(b.joinedMs, a.joinedMs)
	}
	return strings.Compare(a.id, b.id)
}

// schoolName is column 8 without what a custodian user declared.
func (d *database) schoolName(schools []Row, profile []string) string {
	var names []string
	for _, school := range schools {
		if name := trim(school.text("orgname")); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return strings.Join(names, "; ")
	}
	return d.nameOf(d.firstOfType(profile, "school"))
}
