package main

import "slices"

// courseTenant is the course org with what the privacy rule compares.
type courseTenant struct {
	id    string   // "" if the course has none
	names []string // its id and channel, in norm
	state string   // location id, "" if unknown
}

func (d *database) courseTenant(batch Row) courseTenant {
	id := d.courseOrg(batch)
	if id == "" {
		return courseTenant{}
	}
	row := d.organisation(id)
	return courseTenant{id, namesOf(id, row.text("channel")), d.stateOf(locationList(row, "orglocation"))}
}

func (org courseTenant) isProviderOf(row Row) bool {
	return slices.Contains(org.names, norm(row.text("provider"))) ||
		slices.Contains(org.names, norm(row.text("originalprovider")))
}

// maySee is 3.4: whether a learner's private columns are printed.
func (r *report) maySee(kind kind, user Row, profile []string, to declared) bool {
	switch {
	case kind == unaffiliated:
		return false
	case r.privateAlways:
		return true
	case r.org.id == "":
		return false
	case kind == state:
		return user.text("rootorgid") == r.org.id
	case to.anything():
		return true
	}
	home := r.db.stateOf(profile)
	return home != "" && home == r.org.state
}
