// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

namespace ui {

Page::Page(PageContext context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
}

} // namespace ui
