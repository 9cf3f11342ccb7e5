// Each include here breaks a rule; see check_layers.cmake.
#include "models/net/request.h"
#include "ui/style/theme.h"
#include <QColor>
#include <QWidget>
#include <QtGui/QImage>
