// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/bindingform.h"

#include "ui/createjob/bindingfield.h"
#include "ui/style/theme.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

BindingForm::BindingForm(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"bindingForm"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its fields take it
    setAccessibleName(tr("Values of the template"));
}

void BindingForm::setBindings(const QList<jobs::Binding> &bindings, QWidget *before)
{
    m_fields.clear();
    const Theme *theme = Theme::instance();
    auto *page = new QWidget(this);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, theme->px(8), 0);
    grid->setHorizontalSpacing(theme->px(8));
    grid->setVerticalSpacing(theme->px(9));
    grid->setColumnStretch(1, 5);
    grid->setColumnStretch(2, 6);
    QWidget *last = before;
    for (const jobs::Binding &binding : bindings) {
        auto *field = new BindingField(binding, binding.byDefault, page);
        const int row = grid->rowCount();
        grid->addWidget(field->label(), row, 0, field->isTall() ? Qt::AlignTop : Qt::AlignVCenter);
        if (field->isTall()) {
            grid->addWidget(field->widget(), row, 1, 1, 2);
            grid->addWidget(field->sentence(), row + 1, 1, 1, 2);
        } else {
            grid->addWidget(field->widget(), row, 1);
            grid->addWidget(field->sentence(), row, 2);
        }
        connect(field, &BindingField::changed, this, &BindingForm::changed);
        setTabOrder(last, field->widget()); // the newest child would come last of all
        last = field->widget();
        m_fields << field;
    }
    if (bindings.isEmpty()) {
        auto *nothing = new QLabel(tr("This definition has nothing to fill in."), page);
        nothing->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(nothing, 0, 0, 1, 3);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    setWidget(page); // deletes the one before
}

jobs::Values BindingForm::values() const
{
    jobs::Values values;
    for (const BindingField *field : m_fields)
        values[field->binding().name] = field->value();
    return values;
}

void BindingForm::judge(const QList<config::Mistake> &mistakes, bool insist)
{
    for (BindingField *field : std::as_const(m_fields)) {
        const auto found = std::ranges::find_if(mistakes, [&](const config::Mistake &mistake) {
            return mistake.line == 0 && mistake.key == field->binding().name;
        });
        field->judge(found == mistakes.end() ? QString() : found->what, insist);
    }
}

bool BindingForm::focusFirst(const QList<config::Mistake> &mistakes)
{
    for (BindingField *field : std::as_const(m_fields)) {
        const bool faulty = std::ranges::any_of(mistakes, [&](const config::Mistake &mistake) {
            return mistake.line == 0 && mistake.key == field->binding().name;
        });
        if (!faulty)
            continue;
        field->widget()->setFocus(Qt::OtherFocusReason);
        ensureWidgetVisible(field->widget());
        return true;
    }
    return false;
}

} // namespace ui
