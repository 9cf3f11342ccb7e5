// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actiondetail.h"

#include "models/actions/rows/steprows.h"
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "ui/actions/progressblocks.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// What is known of it in one line, worst first.
QString lineOf(const actions::Record &record, core::TimePoint now)
{
    QStringList parts;
    const actions::Progress &progress = record.progress;
    if (!record.outcome.isEmpty())
        parts << record.outcome;
    else
        parts << ActionDetail::tr("%1 of %2").arg(progress.done).arg(progress.total);
    if (!progress.waitingFor.isEmpty() && actions::isUnderWay(record.state))
        parts << ActionDetail::tr("waits for %1").arg(progress.waitingFor);
    if (progress.end && actions::isUnderWay(record.state))
        parts << ActionDetail::tr("ready ~%1").arg(core::formatClockBare(*progress.end));
    const core::TimePoint until = actions::isOver(record.state) ? record.endedAt : now;
    if (core::isKnown(until))
        parts << (actions::isOver(record.state) ? ActionDetail::tr("took %1") : ActionDetail::tr("running %1"))
                     .arg(core::formatSpan(until - record.startedAt));
    if (!record.reason.isEmpty())
        parts << ActionDetail::tr("“%1”").arg(record.reason);
    return parts.join(u" · "_s);
}

} // namespace

ActionDetail::ActionDetail(actions::ActionCenter *center, const core::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_center(center)
    , m_clock(clock)
    , m_title(new QLabel(this))
    , m_line(new QLabel(this))
    , m_blocks(new ProgressBlocks(this))
    , m_stop(new QPushButton(tr("Stop…"), this))
    , m_resume(new QPushButton(tr("Resume"), this))
    , m_review(new QPushButton(tr("Review…"), this))
    , m_retry(new QPushButton(tr("Retry the rest…"), this))
    , m_undo(new QPushButton(tr("Undo…"), this))
    , m_dismiss(new QPushButton(tr("Leave it so…"), this))
    , m_steps(new TableView(u"actionStepsTable"_s, clock, this))
    , m_journal(new TableView(u"actionJournalTable"_s, clock, this))
{
    setObjectName(u"actionDetail"_s);
    m_title->setObjectName(u"actionTitle"_s);
    m_line->setObjectName(u"actionLine"_s);
    m_stop->setObjectName(u"actionStop"_s);
    m_resume->setObjectName(u"actionResume"_s);
    m_review->setObjectName(u"actionReview"_s);
    m_review->setToolTip(tr("Plans the same again, from what is there now. Sends nothing by itself."));
    m_retry->setObjectName(u"actionRetry"_s);
    m_undo->setObjectName(u"actionUndo"_s);
    m_dismiss->setObjectName(u"actionDismiss"_s);
    for (QLabel *label : { m_title, m_line }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_line->setWordWrap(true);
    m_steps->setAccessibleName(tr("Steps"));
    m_journal->setAccessibleName(tr("Journal"));

    const Theme *theme = Theme::instance();
    auto *head = new QHBoxLayout;
    head->setSpacing(theme->px(8));
    head->addWidget(m_title, 1);
    for (QPushButton *button : { m_stop, m_resume, m_review, m_retry, m_undo, m_dismiss })
        head->addWidget(button);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
    top->setSpacing(theme->px(6));
    top->addLayout(head);
    top->addWidget(m_line);
    top->addWidget(m_blocks);
    auto *tables = new QSplitter(Qt::Vertical, this);
    tables->setChildrenCollapsible(false);
    tables->addWidget(m_steps);
    tables->addWidget(m_journal);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(tables, 1);

    connect(m_stop, &QPushButton::clicked, this, [this] {
        const auto record = m_center->record(m_id);
        if (record && record->state == actions::State::Held)
            m_center->cancel(m_id);
        else
            emit stopRequested(m_id);
    });
    connect(m_resume, &QPushButton::clicked, this, &ActionDetail::resume);
    connect(m_review, &QPushButton::clicked, this, [this] {
        if (const auto record = m_center->record(m_id))
            emit planRequested(record->plan->request);
    });
    connect(m_retry, &QPushButton::clicked, this, [this] {
        if (const auto request = m_center->retryRequest(m_id))
            emit planRequested(*request);
    });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (const auto request = m_center->undoRequest(m_id))
            emit planRequested(*request);
    });
    connect(m_dismiss, &QPushButton::clicked, this, &ActionDetail::askDismissal);
    connect(center, &actions::ActionCenter::recordChanged, this, [this](const actions::Record &record) {
        if (record.id == m_id)
            refresh();
    });
    connect(theme, &Theme::changed, this, &ActionDetail::readTheme);
    readTheme();
    setAction({});
}

void ActionDetail::readTheme()
{
    m_title->setFont(Theme::instance()->titleFont());
    m_line->setFont(Theme::instance()->tableFont());
}

void ActionDetail::setAction(const QString &id)
{
    m_id = id;
    refresh();
}

void ActionDetail::refresh()
{
    const auto record = m_id.isEmpty() ? std::nullopt : m_center->record(m_id);
    setVisible(record.has_value());
    if (!record)
        return;
    show(*record);
    readJournal();
}

void ActionDetail::show(const actions::Record &record)
{
    const core::TimePoint now = m_clock.now();
    m_title->setText(record.plan->title.full());
    m_line->setText(lineOf(record, now));
    m_blocks->setSteps(record.steps);
    m_steps->setRows(actions::stepRows(record));
    m_stop->setVisible(actions::isUnderWay(record.state));
    m_stop->setText(record.state == actions::State::Held ? tr("Cancel") : tr("Stop…"));
    m_stop->setToolTip(m_center->stopWords(record.id));
    m_stop->setEnabled(record.state != actions::State::Stopping);
    const bool armed = m_center->arming()->isArmed();
    m_resume->setVisible(record.canResume());
    m_resume->setIcon(armed ? QIcon() : icon(u"lock"_s));
    m_resume->setToolTip(armed ? tr("Goes on with what is left; each step is looked at first.")
                               : tr("Read-only. Asks to unlock first, then goes on with what is left."));
    // Nothing of it was sent: what would be done now may be something else.
    m_review->setVisible(record.state == actions::State::Void || record.state == actions::State::Failed);
    m_retry->setVisible(record.canRetry());
    m_undo->setVisible(record.canUndo(now) && record.undoneBy.isEmpty());
    m_dismiss->setVisible(actions::needsSomebody(record.state));
}

void ActionDetail::readJournal()
{
    const int wish = ++m_journalWish;
    QCoro::connect(m_center->journal(m_id), this, [this, wish](const core::Result<QList<actions::Entry>> &entries) {
        if (entries && wish == m_journalWish) // else the notice of the center says what ails the journal
            m_journal->setRows(actions::journalRows(*entries));
    });
}

void ActionDetail::take(const core::Result<void> &answer)
{
    if (!answer) {
        const core::ErrorText words = core::errorText(answer.error(), m_center->options().stack);
        emit refused(words.what + u' ' + words.next);
    }
    refresh();
}

void ActionDetail::resume()
{
    const auto go = [self = QPointer(this), id = m_id] {
        if (self)
            QCoro::connect(self->m_center->resume(id), self.data(),
                           [self](const core::Result<void> &answer) { self->take(answer); });
    };
    if (m_center->arming()->isArmed())
        go();
    else
        emit armingRequested(go);
}

void ActionDetail::fillMenu(QMenu *menu)
{
    const auto record = m_center->record(m_id);
    if (!record)
        return;
    menu->addSeparator();
    menu->addAction(icon(u"logs"_s), tr("Open journal"), m_journal, [this] {
        m_journal->setFocus(Qt::OtherFocusReason);
        if (!m_journal->currentIndex().isValid())
            m_journal->selectRow(0);
    });
    menu->addAction(icon(u"copy"_s), tr("Copy as command"), this,
                    [command = record->plan->command] { QGuiApplication::clipboard()->setText(command); })
        ->setEnabled(!record->plan->command.isEmpty());
    menu->addSeparator();
    for (QPushButton *button : { m_resume, m_review, m_retry, m_undo, m_dismiss, m_stop }) {
        if (!button->isHidden())
            menu->addAction(button->icon(), button->text(), button, &QPushButton::click)
                ->setEnabled(button->isEnabled());
    }
}

void ActionDetail::askDismissal()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"dismissDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Leave it so"));
    dialog->setLabelText(tr("What is done stays done, the rest is not done. Why?"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &reason) {
        if (!reason.trimmed().isEmpty())
            QCoro::connect(m_center->dismiss(m_id, reason.trimmed()), this,
                           [this](const core::Result<void> &answer) { take(answer); });
    });
    dialog->open();
}

} // namespace ui
