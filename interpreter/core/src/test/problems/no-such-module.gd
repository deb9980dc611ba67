import statz

import "mine.gd"

import arrays
