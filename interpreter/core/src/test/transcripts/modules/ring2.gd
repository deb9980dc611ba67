import "ring.gd"
