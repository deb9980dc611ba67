import statz

import "mine.gd"

import arrays

import "../transcripts/modules/ring.gd"
