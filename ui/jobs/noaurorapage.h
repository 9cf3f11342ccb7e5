// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace ui {

/// In the jobs page's place where the stack has no Aurora.
class NoAuroraPage final : public Page
{
    Q_OBJECT
public:
    explicit NoAuroraPage(PageContext context, QWidget *parent = nullptr);
};

} // namespace ui
