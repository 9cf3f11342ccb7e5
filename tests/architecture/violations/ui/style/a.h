#include "ui/tables/tableview.h"
