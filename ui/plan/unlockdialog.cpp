// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/unlockdialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

UnlockDialog::UnlockDialog(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *parent)
    : StackDialog({ stack, tier }, tr("Unlock writing"), tr("Unlock"), parent)
    , m_arming(arming)
    , m_reason(new QLineEdit(this))
    , m_span(new QComboBox(this))
{
    setObjectName(u"unlockDialog"_s);
    setWindowTitle(tr("Unlock %1").arg(stack));
    m_reason->setObjectName(u"unlockReason"_s);
    m_reason->setPlaceholderText(tr("Why, in a few words. Kept in the audit log."));
    m_span->setObjectName(u"unlockSpan"_s);
    for (const std::chrono::seconds span : { std::chrono::seconds(5min), std::chrono::seconds(10min),
                                             std::chrono::seconds(30min), std::chrono::seconds(60min) })
        m_span->addItem(tr("%1 min").arg(span / 1min), static_cast<int>(span.count()));
    m_span->setCurrentIndex(m_span->findData(static_cast<int>(actions::Arming::defaultSpan.count())));
    button()->setObjectName(u"unlockGo"_s);
    addSentence(
        tr("Actions can be sent to %1 until the time is over. Each still shows its plan and asks. Locking, sleep "
           "and another stack end it at once; what runs goes on.")
            .arg(stack));
    form()->addRow(tr("Reason"), m_reason);
    form()->addRow(tr("For"), m_span);
    const auto judge = [this] { button()->setEnabled(!m_reason->text().trimmed().isEmpty()); };
    connect(m_reason, &QLineEdit::textChanged, this, judge);
    judge();
    m_reason->setFocus();
}

bool UnlockDialog::goOn()
{
    const std::chrono::seconds span(m_span->currentData().toInt());
    return m_arming->arm(m_reason->text().trimmed(), span).isEmpty();
}

UnlockDialog *UnlockDialog::open(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *above,
                                 bool goesOn)
{
    QWidget *window = above->window();
    if (auto *before = window->findChild<UnlockDialog *>()) {
        before->activateWindow();
        return before;
    }
    auto *dialog = new UnlockDialog(arming, stack, tier, window);
    if (goesOn)
        dialog->addSentence(
            tr("What you clicked is done then; the strip at the foot takes it back within its first seconds."));
    dialog->QDialog::open();
    return dialog;
}

} // namespace ui
