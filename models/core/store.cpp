// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/store.h" // for its meta-object
