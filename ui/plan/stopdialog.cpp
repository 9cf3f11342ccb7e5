// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/stopdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

std::optional<actions::Record> stoppable(const actions::ActionCenter *center, const QString &id)
{
    const auto record = center ? center->record(id) : std::nullopt;
    const bool can
        = record && actions::isUnderWay(record->state) && record->state != actions::State::Stopping && record->plan;
    return can ? record : std::nullopt;
}

} // namespace

StopDialog::StopDialog(actions::ActionCenter *center, const QString &id, const Place &place, QWidget *parent)
    : StackDialog(place, tr("Stop an action"), tr("Stop it"), parent)
    , m_center(center)
    , m_id(id)
    , m_words(new QLabel(this))
{
    setObjectName(u"stopDialog"_s);
    button()->setObjectName(u"stopGo"_s);
    m_words->setObjectName(u"stopWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    form()->addRow(m_words);
    addSentence(tr("The step under way is finished first. What is left can be taken up again in Actions."));
    QPushButton *const keep = findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel);
    keep->setObjectName(u"stopKeep"_s);
    keep->setText(tr("Let it run"));
    button()->setAutoDefault(false);
    button()->setDefault(false);
    keep->setDefault(true);
    keep->setFocus();
    connect(center, &actions::ActionCenter::recordChanged, this, &StopDialog::refresh);
    connect(center, &QObject::destroyed, this, &QDialog::reject);
    refresh();
}

void StopDialog::refresh()
{
    const auto record = stoppable(m_center, m_id);
    if (!record)
        return reject(); // it has ended, or somebody else stopped it
    m_words->setText(record->plan->title.full() + u'\n' + m_center->stopWords(m_id));
}

bool StopDialog::goOn()
{
    if (m_center)
        m_center->stop(m_id);
    return true;
}

StopDialog *StopDialog::open(actions::ActionCenter *center, const QString &id, const Place &place, QWidget *above)
{
    QWidget *const window = above->window();
    if (!stoppable(center, id))
        return nullptr;
    if (auto *before = window->findChild<StopDialog *>()) {
        before->activateWindow();
        return before;
    }
    auto *dialog = new StopDialog(center, id, place, window);
    dialog->QDialog::open();
    return dialog;
}

} // namespace ui
