// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/noaurorapage.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui {

NoAuroraPage::NoAuroraPage(PageContext pageContext, QWidget *parent)
    : Page(pageContext, parent)
{
    auto *words = new QLabel(tr("%1 has no Aurora. Name its schedulers in the stacks file to see its jobs:\n\n"
                                "    aurora:\n      schedulers: [host:8081]")
                                 .arg(pageContext.stack->name()),
                             this);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->addWidget(words);
}

} // namespace ui
