// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/viewnamedialog.h"

#include "ui/shell/savedviews.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ViewNameDialog::ViewNameDialog(const QString &title, const QString &name, QStringList taken, QWidget *parent)
    : QDialog(parent)
    , m_taken(std::move(taken))
    , m_name(new QLineEdit(name, this))
    , m_verdict(new QLabel(this))
{
    const Theme *theme = Theme::instance();
    setObjectName(u"viewNameDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_name->setObjectName(u"viewName"_s);
    m_name->setMaxLength(static_cast<int>(SavedViews::longestName));
    m_name->selectAll();
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setMinimumWidth(theme->px(320));
    auto *label = new QLabel(tr("&Name"), this);
    label->setBuddy(m_name);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_keep = buttons->addButton(tr("&Keep"), QDialogButtonBox::AcceptRole);
    m_keep->setObjectName(u"viewKeep"_s);
    auto *column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(m_name);
    column->addWidget(m_verdict);
    column->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &ViewNameDialog::judge);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit given(m_name->text().simplified());
        accept();
    });
    judge();
    m_name->setFocus();
}

void ViewNameDialog::judge()
{
    const QString name = m_name->text().simplified();
    const bool isTaken = m_taken.contains(name);
    m_keep->setEnabled(!name.isEmpty());
    m_keep->setText(isTaken ? tr("&Replace") : tr("&Keep"));
    m_verdict->setText(isTaken ? tr("There is a view of this name; it is replaced.")
                               : tr("Filter, groups, sort and columns are kept, for every cluster."));
    m_name->setAccessibleDescription(m_verdict->text());
}

} // namespace ui
