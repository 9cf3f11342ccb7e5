// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/richtext.h"

#include "ui/style/theme.h"

using namespace Qt::StringLiterals;

namespace ui {

QString coloured(const QString &text, const QColor &colour)
{
    return u"<span style='color:%1'>%2</span>"_s.arg(colour.name(), text.toHtmlEscaped());
}

QString quiet(const QString &text)
{
    return coloured(text, Theme::instance()->tokens().text2);
}

} // namespace ui
