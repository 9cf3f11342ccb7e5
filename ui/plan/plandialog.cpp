// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/plandialog.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "ui/common/filledbutton.h"
#include "ui/plan/consentbox.h"
#include "ui/plan/pacebox.h"
#include "ui/plan/plansheet.h"
#include "ui/plan/planview.h"
#include "ui/style/theme.h"

#include <QAbstractSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

struct PlanDialog::Private
{
    enum class Phase {
        Reading, ///< a fresh read is under way
        Failed, ///< it could not be planned; the sentence says why
        Asking, ///< shown; consent is waited for
        Sending, ///< consent is given, the journal is being written
        Held, ///< the hold runs
    };

    PlanDialog *q;
    actions::ActionCenter *center;
    actions::Request request;
    Place place;
    const core::Clock &clock;
    Phase phase = Phase::Reading;
    actions::Plan plan{};
    bool planned = false;
    QString id{}; ///< of the action, once consented to
    std::stop_source reading{};

    PlanHead *head = nullptr;
    PlanSheet *sheet = nullptr;
    QLabel *foot = nullptr;
    QPushButton *cancel = nullptr;
    FilledButton *act = nullptr;
    QTimer tick{};

    void build();
    void listen();
    void read(actions::Request wanted);
    void show(actions::Plan fresh);
    void fail(const core::Error &error);
    void fit();
    void fitSoon();
    void refresh();
    bool maySend() const;
    void press();
    void send();
    void onRecord(const actions::Record &record);
    void tell(const QString &sentence, bool bad = false);
};

PlanDialog::PlanDialog(actions::ActionCenter *center, actions::Request request, Place place, const core::Clock &clock,
                       QWidget *parent)
    : QDialog(parent)
    , d(new Private{ this, center, request, std::move(place), clock })
{
    setObjectName(u"planDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Plan"));
    d->build();
    d->listen();
    d->refresh();
    connect(center, &actions::ActionCenter::recordChanged, this,
            [this](const actions::Record &record) { d->onRecord(record); });
    connect(center->arming(), &actions::Arming::changed, this, [this] { d->refresh(); });
    connect(&d->tick, &QTimer::timeout, this, [this] { d->refresh(); });
    d->tick.start(250ms);
    d->read(std::move(request));
}

PlanDialog::~PlanDialog()
{
    d->reading.request_stop();
}

PlanDialog *PlanDialog::open(actions::ActionCenter *center, actions::Request request, Place place,
                             const core::Clock &clock, QWidget *above)
{
    QWidget *window = above->window();
    if (auto *before = window->findChild<PlanDialog *>())
        before->close();
    auto *dialog = new PlanDialog(center, std::move(request), std::move(place), clock, window);
    const QSize room = window->size() * 0.96;
    dialog->resize(QSize(Theme::instance()->px(1106), Theme::instance()->px(690)).boundedTo(room));
    dialog->QDialog::open();
    return dialog;
}

void PlanDialog::Private::build()
{
    const Theme *theme = Theme::instance();
    head = new PlanHead(place.tier, place.stack, q);
    sheet = new PlanSheet(place.stack, q);
    foot = new QLabel(q);
    foot->setObjectName(u"planFoot"_s);
    foot->setWordWrap(true);
    foot->setTextFormat(Qt::PlainText);
    cancel = new QPushButton(tr("Cancel"), q);
    cancel->setObjectName(u"planCancel"_s);
    cancel->setDefault(true);
    act = new FilledButton(q);
    act->setObjectName(u"planAct"_s);

    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(theme->px(14), theme->px(9), theme->px(14), theme->px(9));
    bottom->setSpacing(theme->px(14));
    bottom->addWidget(foot, 1);
    bottom->addWidget(cancel);
    bottom->addWidget(act);
    auto *all = new QVBoxLayout(q);
    all->setContentsMargins(1, 1, 1, 1);
    all->setSpacing(0);
    all->addWidget(head);
    all->addWidget(sheet, 1);
    all->addLayout(bottom);
    cancel->setFocus();
}

void PlanDialog::Private::listen()
{
    QObject::connect(cancel, &QPushButton::clicked, q, &PlanDialog::reject);
    QObject::connect(act, &QPushButton::clicked, q, [this] { press(); });
    QObject::connect(sheet->consent(), &ConsentBox::changed, q, [this] { refresh(); });
    QObject::connect(sheet->view(), &PlanView::tickRequested, q,
                     [this](const QString &key, bool ticked, bool tickedAtFirst) {
                         if (phase == Phase::Asking)
                             read(actions::withRow(request, key, ticked, tickedAtFirst));
                     });
    QObject::connect(sheet->view(), &PlanView::unlockRequested, q, [this](const QString &name) {
        actions::Request wanted = request;
        wanted.unlocked.append(name);
        read(std::move(wanted));
    });
    QObject::connect(sheet->pace(), &PaceBox::changed, q, [this] { refresh(); });
    QObject::connect(sheet->pace(), &PaceBox::unfolded, q, [this] { fitSoon(); });
    QObject::connect(sheet->pace(), &PaceBox::batchingRequested, q, [this](const actions::Batching &batching) {
        actions::Request wanted = request;
        wanted.batching = batching;
        read(std::move(wanted));
    });
}

void PlanDialog::Private::read(actions::Request wanted)
{
    reading.request_stop(); // the wish before this one
    reading = {};
    request = wanted;
    phase = Phase::Reading;
    refresh();
    const std::stop_token stop = reading.get_token();
    QCoro::connect(center->plan(std::move(wanted), stop), q, [this, stop](core::Result<actions::Plan> fresh) {
        if (stop.stop_requested())
            return;
        if (fresh)
            show(std::move(*fresh));
        else
            fail(fresh.error());
    });
}

void PlanDialog::Private::show(actions::Plan fresh)
{
    plan = std::move(fresh);
    planned = true;
    phase = Phase::Asking;
    q->setWindowTitle(plan.title.full());
    head->setTitle(plan.title.full());
    sheet->setPlan(plan);
    act->setDestructive(plan.isDestructive());
    const bool isKill = plan.facts.endsTasks && !plan.cannotBeUndone.isEmpty(); // a restart brings them back
    act->setIconName(isKill || plan.facts.harm == actions::Harm::Irreversible ? u"kill"_s : QString());
    refresh();
    fitSoon();
}

/// Now, so that it does not jump, and once more when what wraps knows its width.
void PlanDialog::Private::fitSoon()
{
    fit();
    QTimer::singleShot(0, q, [this] { fit(); });
}

/// As high as what it shows, as far as its window has room.
void PlanDialog::Private::fit()
{
    const QWidget *window = q->parentWidget();
    if (!window)
        return;
    const int around = q->height() - sheet->height();
    const int wanted = sheet->wantedHeight() + around + 2;
    q->resize(q->width(), std::min(std::max(wanted, q->minimumSizeHint().height()), window->height() * 96 / 100));
}

void PlanDialog::Private::fail(const core::Error &error)
{
    phase = planned ? Phase::Asking : Phase::Failed;
    if (planned) { // what is shown, and would be sent, is the plan before
        request = plan.request;
        sheet->pace()->setPlan(plan);
    }
    const core::ErrorText text = core::errorText(error, place.stack);
    sheet->setWords(text.what + u'\n' + text.next);
    if (!planned)
        head->setTitle(tr("There is no plan"));
    refresh();
    fitSoon();
}

/// The last step's button and the line beside it: what can be done now, and what is missing.
void PlanDialog::Private::refresh()
{
    if (!act)
        return;
    sheet->view()->setAge(planned ? tr("read %1 ago; the plan is void if this changes")
                                        .arg(core::formatSpan(std::max(core::Duration{}, clock.now() - plan.readAt)))
                                  : QString());
    act->setVisible(phase != Phase::Failed && phase != Phase::Held);
    cancel->setText(phase == Phase::Failed ? tr("Close") : tr("Cancel"));
    switch (phase) {
    case Phase::Reading:
        if (!planned) {
            sheet->setWords(tr("Reading what this would touch…"));
            act->setVisible(false);
        }
        act->setEnabled(false);
        tell(tr("Nothing is sent from here before the click."));
        return;
    case Phase::Failed:
        tell(tr("Nothing was sent."));
        return;
    case Phase::Sending:
        act->setEnabled(false);
        tell(tr("Writing the journal…"));
        return;
    case Phase::Held: {
        const auto record = center->record(id);
        const auto left = record ? record->progress.heldUntil - clock.now() : core::Duration{};
        const auto seconds = std::max<qint64>(1, std::chrono::ceil<std::chrono::seconds>(left).count());
        cancel->setText(tr("Sending in %1 s · Cancel").arg(seconds));
        tell(tr("Nothing is sent yet. Cancel or Esc stops it."));
        return;
    }
    case Phase::Asking:
        break;
    }
    act->setText(plan.title.label);
    if (plan.isEmpty()) {
        act->setEnabled(false);
        tell(tr("Nothing is left to do: no row is ticked, or all is as wanted."));
    } else if (!maySend()) {
        act->setText(tr("Unlock to send…"));
        act->setEnabled(true);
        tell(tr("Read-only. Writing is unlocked for a while, with a reason."));
    } else if (sheet->pace()->isPending()) {
        act->setEnabled(false);
        tell(tr("Another pace is another plan: it is drawn once you stop typing."));
    } else {
        const actions::ConsentCheck check = actions::check(plan, sheet->consent()->consent(), place.stack);
        act->setEnabled(check.isComplete());
        tell(check.isComplete()
                 ? tr("After the click: 5 s in which Cancel or Esc stops it; then the first call is sent.")
                 : check.sentence);
    }
}

void PlanDialog::Private::tell(const QString &sentence, bool bad)
{
    foot->setText(sentence);
    QPalette colours = foot->palette();
    const Tokens &tokens = Theme::instance()->tokens();
    colours.setColor(QPalette::WindowText, bad ? tokens.failWord : tokens.text2);
    foot->setPalette(colours);
}

bool PlanDialog::Private::maySend() const
{
    return center->options().authority == actions::ActionOptions::Authority::ExplicitConsent
        || center->arming()->isArmed();
}

void PlanDialog::Private::press()
{
    if (phase != Phase::Asking || sheet->pace()->isPending())
        return;
    if (!maySend())
        emit q->unlockRequested();
    else
        send();
}

void PlanDialog::Private::send()
{
    phase = Phase::Sending;
    refresh();
    QCoro::connect(center->confirm(plan, sheet->consent()->consent()), q, [this](core::Result<QString> action) {
        if (!action) {
            fail(action.error());
            return;
        }
        id = *action;
        phase = Phase::Held;
        sheet->setFieldsEnabled(false);
        cancel->setFocus();
        refresh();
    });
}

void PlanDialog::Private::onRecord(const actions::Record &record)
{
    if (record.id != id || phase != Phase::Held)
        return;
    if (record.state == actions::State::Void && record.newPlan) {
        // Somebody else was quicker: nothing went out, and the new plan lies here with its changes marked.
        id.clear();
        sheet->setFieldsEnabled(true);
        show(*record.newPlan);
        sheet->view()->setChanges(record.changes);
        return;
    }
    if (record.state == actions::State::Failed) {
        // It could not be read again, so nothing went out: said here, where it was asked for, and asked for anew.
        id.clear();
        sheet->setFieldsEnabled(true);
        phase = Phase::Asking;
        sheet->setWords(record.outcome);
        refresh();
        return;
    }
    if (record.state == actions::State::Cancelled) {
        q->QDialog::reject();
        return;
    }
    if (record.state != actions::State::Held) {
        emit q->started(record.id);
        q->accept();
    }
}

void PlanDialog::reject()
{
    if (d->phase == Private::Phase::Held) {
        d->center->cancel(d->id); // the record says when it is
        return;
    }
    if (d->phase != Private::Phase::Sending)
        QDialog::reject();
}

void PlanDialog::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isField = qobject_cast<QLineEdit *>(focusWidget()) || qobject_cast<QAbstractSpinBox *>(focusWidget());
    if (enter && isField) {
        focusNextChild(); // Enter never sends, and in a field it must not throw the plan away either
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace ui
