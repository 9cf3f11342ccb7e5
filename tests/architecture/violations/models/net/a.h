#include "models/tables/filter.h"
