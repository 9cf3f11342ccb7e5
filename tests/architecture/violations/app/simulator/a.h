#include "models/mesos/decoder.h"
