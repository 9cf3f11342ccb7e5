// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/stackdialog.h"

#include "ui/common/planhead.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace ui {

StackDialog::StackDialog(const Place &place, const QString &title, const QString &button, QWidget *parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    const Theme *theme = Theme::instance();
    auto *head = new PlanHead(place.tier, place.stack, this);
    head->setTitle(title);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(button, QDialogButtonBox::AcceptRole);
    m_button->setDefault(true);
    m_form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    m_form->setVerticalSpacing(theme->px(9));
    m_form->setHorizontalSpacing(theme->px(12));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(m_form, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(theme->px(14), 0, theme->px(14), theme->px(12));
    foot->addWidget(buttons);
    column->addLayout(foot);
    setMinimumWidth(theme->px(460));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (goOn())
            accept();
    });
}

void StackDialog::addSentence(const QString &sentence)
{
    auto *words = new QLabel(sentence, this);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    m_form->addRow(words);
}

} // namespace ui
