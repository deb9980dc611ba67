import "ring2.gd"
