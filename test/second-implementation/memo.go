package main

import "sync"

// memo reads each row once, however many learners ask for it at the same time.
type memo struct {
	read func(id string) Row
	rows sync.Map
}

func (m *memo) get(id string) Row {
	once, _ := m.rows.LoadOrStore(id, sync.OnceValue(func() Row { return m.read(id) }))
	return once.(func() Row)()
}
