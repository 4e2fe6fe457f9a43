#include "made.h"
