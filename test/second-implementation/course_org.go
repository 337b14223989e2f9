package main

// courseOrg answers the id of the tenant to which the batch's course belongs (3.1), or "" for none.
func (d *database) courseOrg(batch Row) string {
	// Asked whether or not the creator is deleted.
	creators := d.user(batch.text("createdby")).text("rootorgid")
	first := ""
	for _, id := range batch.texts("createdfor") {
		root := rootOf(id, d.organisation(id))
		if isBlank(root) {
			continue
		}
		if root == creators {
			return root
		}
		if first == "" {
			first = root
		}
	}
	if first == "" && !isBlank(creators) {
		return creators
	}
	return first
}

func rootOf(id string, organisation Row) string {
	switch {
	case organisation == nil:
		return ""
	case organisation.isTrue("isrootorg"):
		return id
	}
	return organisation.text("rootorgid")
}
