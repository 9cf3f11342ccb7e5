// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/unlockdialog.h"

#include "ui/common/planhead.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

UnlockDialog::UnlockDialog(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *parent)
    : QDialog(parent)
    , m_arming(arming)
    , m_reason(new QLineEdit(this))
    , m_span(new QComboBox(this))
{
    setObjectName(u"unlockDialog"_s);
    setWindowTitle(tr("Unlock %1").arg(stack));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_reason->setObjectName(u"unlockReason"_s);
    m_reason->setPlaceholderText(tr("Why, in a few words. Kept in the audit log."));
    m_span->setObjectName(u"unlockSpan"_s);
    for (const std::chrono::seconds span : { std::chrono::seconds(5min), std::chrono::seconds(10min),
                                             std::chrono::seconds(30min), std::chrono::seconds(60min) })
        m_span->addItem(tr("%1 min").arg(span / 1min), static_cast<int>(span.count()));
    m_span->setCurrentIndex(m_span->findData(static_cast<int>(actions::Arming::defaultSpan.count())));
    auto *what = new QLabel(tr("Actions can be sent to %1 until the time is over. Each still shows its plan and asks. "
                               "Locking, sleep and another stack end it at once; what runs goes on.")
                                .arg(stack),
                            this);
    what->setWordWrap(true);
    what->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_unlock = buttons->addButton(tr("Unlock"), QDialogButtonBox::AcceptRole);
    m_unlock->setObjectName(u"unlockGo"_s);
    m_unlock->setDefault(true);

    const Theme *theme = Theme::instance();
    auto *head = new PlanHead(tier, stack, this);
    head->setTitle(tr("Unlock writing"));
    auto *form = new QFormLayout;
    form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    form->addRow(what);
    form->addRow(tr("Reason"), m_reason);
    form->addRow(tr("For"), m_span);
    form->addRow(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(form);
    setMinimumWidth(theme->px(460));

    const auto judge = [this] { m_unlock->setEnabled(!m_reason->text().trimmed().isEmpty()); };
    connect(m_reason, &QLineEdit::textChanged, this, judge);
    judge();
    connect(buttons, &QDialogButtonBox::accepted, this, &UnlockDialog::unlock);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_reason->setFocus();
}

void UnlockDialog::unlock()
{
    const std::chrono::seconds span(m_span->currentData().toInt());
    if (m_arming->arm(m_reason->text().trimmed(), span).isEmpty())
        accept();
}

UnlockDialog *UnlockDialog::open(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *above)
{
    QWidget *window = above->window();
    if (auto *before = window->findChild<UnlockDialog *>()) {
        before->activateWindow();
        return before;
    }
    auto *dialog = new UnlockDialog(arming, stack, tier, window);
    dialog->QDialog::open();
    return dialog;
}

} // namespace ui
