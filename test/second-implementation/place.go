package main

// place is location ids; "" is none.
type place struct{ district, block string }

// resolve is 3.5 for one location list.
func (d *database) resolve(ids []string) place {
	block := d.firstOfType(ids, "block")
	if block == "" {
		block = d.firstUp(d.ofTypes(ids, "cluster", "school"), "block")
	}
	district := d.firstOfType(ids, "district")
	if district == "" && block != "" {
		district = d.up(block, "district")
	}
	if district == "" {
		district = d.firstUp(ids, "district")
	}
	return place{district, block}
}

// learnersPlace is the table of 3.5: the profile's list first, her schools where it says too little.
func (d *database) learnersPlace(profile []string, schools []Row) place {
	own := d.resolve(profile)
	if own.block != "" {
		return own
	}
	districtsOnly := place{district: own.district}
	for _, school := range schools {
		theirs := d.resolve(locationList(school, "orglocation"))
		switch {
		case own.district == "" && theirs.block != "":
			return theirs
		case own.district == "" && districtsOnly.district == "":
			districtsOnly.district = theirs.district
		case theirs.block != "" && theirs.district == own.district:
			return theirs
		}
	}
	return districtsOnly
}
