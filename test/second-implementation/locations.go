package main

import "slices"

const stepsUp = 6

func (d *database) typeOf(id string) string { return norm(d.location(id).text("type")) }

func (d *database) nameOf(id string) string { return trim(d.location(id).text("name")) }

// up answers the id itself or its nearest ancestor of that type, or "".
func (d *database) up(id, wanted string) string {
	for step := 0; step <= stepsUp; step++ {
		if d.typeOf(id) == wanted {
			return id
		}
		id = d.location(id).text("parentid")
	}
	return ""
}

// firstOfType answers the first id of that type, or "".
func (d *database) firstOfType(ids []string, wanted string) string {
	for _, id := range ids {
		if d.typeOf(id) == wanted {
			return id
		}
	}
	return ""
}

// firstUp answers the first up(id, wanted) that exists.
func (d *database) firstUp(ids []string, wanted string) string {
	for _, id := range ids {
		if found := d.up(id, wanted); found != "" {
			return found
		}
	}
	return ""
}

// ofTypes keeps the ids of these types, in order.
func (d *database) ofTypes(ids []string, types ...string) []string {
	var kept []string
	for _, id := range ids {
		if slices.Contains(types, d.typeOf(id)) {
			kept = append(kept, id)
		}
	}
	return kept
}

// stateOf is the state of a location list (3.4), or "".
func (d *database) stateOf(ids []string) string {
	if listed := d.firstOfType(ids, "state"); listed != "" {
		return listed
	}
	return d.firstUp(ids, "state")
}
