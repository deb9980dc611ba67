import statz

import "mine.gd"
