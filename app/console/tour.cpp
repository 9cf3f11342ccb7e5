// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour.h"

#include "models/pools/board.h"
#include "models/tables/tablemodel.h"
#include "models/verbs/jobs/killverb.h"
#include "ui/dag/nightpage.h"
#include "ui/shell/chainbar.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QPointer>
#include <QTextStream>
#include <qcoro/qcorotimer.h>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console {

namespace {

struct Scene
{
    QString name;
    QSize size;
    std::function<void(ui::MainWindow *, Demo *)> prepare;
    std::function<bool(const Demo *)> ready; ///< beyond the tables having come to rest
    std::function<void(ui::MainWindow *, Demo *)> leave;
};

constexpr QSize desk(1600, 1000);
constexpr QSize small(1024, 600);

bool isIn(const Demo *demo, core::Freshness::Phase phase)
{
    // Of both: who is asked first differs from tour to tour, and the header shows either.
    return demo->stack()->mesos()->freshness().phase == phase && demo->stack()->aurora()->freshness().phase == phase;
}

bool hasPicture(const Demo *demo)
{
    return isIn(demo, core::Freshness::Phase::Fresh);
}

/// Neither masters nor schedulers have a leader.
bool isOld(const Demo *demo)
{
    return isIn(demo, core::Freshness::Phase::Stale);
}

/// AWS has told its groups and what happened to them.
bool hasPools(const Demo *demo)
{
    const pools::Snapshot pools = demo->stack()->poolBoard()->pools();
    return pools && !pools->activities.isEmpty();
}

/// The jobs are there.
bool hasJobs(const Demo *demo)
{
    const aurora::Store *aurora = demo->stack()->aurora();
    return hasPicture(demo) && aurora->snapshot() && aurora->freshness().phase == core::Freshness::Phase::Fresh;
}

/// The plan is read, and what it does to the night is worked out.
bool hasPlan(const Demo *demo)
{
    const QList<QWidget *> windows = QApplication::topLevelWidgets();
    return hasJobs(demo) && std::ranges::any_of(windows, [](const QWidget *window) {
               const auto *effects = window->findChild<QWidget *>(u"planEffects"_s);
               return effects && effects->isVisible() && effects->accessibleDescription().contains(u"Run ends"_s);
           });
}

/// The log is on the screen, and what is looked for in it was counted.
bool hasLog(const Demo *)
{
    const QList<QWidget *> windows = QApplication::topLevelWidgets();
    return std::ranges::any_of(windows, [](const QWidget *window) {
        const auto *count = window->findChild<QLabel *>(u"logCount"_s);
        return count && !count->text().isEmpty() && !count->text().contains(u'%');
    });
}

ui::NightPage *nightPage(const ui::MainWindow *window)
{
    return window->findChild<ui::NightPage *>();
}

/// The night and the nights before are read, and the forecast is made: for the header, and for the page if it is shown.
bool hasForecast(const Demo *demo)
{
    dag::NightBoard *board = demo->stack()->night();
    if (!board->night() || !board->history() || board->isFilling() || board->runs().size() < 2
        || board->history()->nights.size() + 1 < static_cast<size_t>(board->runs().size()))
        return false;
    const auto isMade = [board](const ui::NightDesk *made) {
        return made->isAtRest() && made->view() && made->view()->night == board->night()
            && made->view()->forecast->pastNights == dag::usableNights(*board->history());
    };
    const QList<QWidget *> windows = QApplication::topLevelWidgets();
    return isMade(ui::NightDesk::of(board, demo->stack()->clock()))
        && std::ranges::all_of(windows, [&](const QWidget *window) {
               const auto *page = window->findChild<ui::NightPage *>();
               return !page || !page->isVisible() || isMade(page->desk());
           });
}

/// And the first failure's task is known, with its machine.
bool hasNight(const Demo *demo)
{
    const QList<QWidget *> windows = QApplication::topLevelWidgets();
    return hasForecast(demo) && hasPools(demo) && std::ranges::any_of(windows, [](const QWidget *window) {
               const auto *bar = window->findChild<ui::ChainBar *>();
               return bar && bar->cells() && chain::cellOf(*bar->cells(), links::ObjectRef::Kind::Machine).leads();
           });
}

std::function<void(ui::MainWindow *, Demo *)> night(ui::NightPage::View view)
{
    return [view](ui::MainWindow *window, Demo *) {
        window->showPage(u"night"_s);
        if (ui::NightPage *page = nightPage(window))
            page->setView(view);
    };
}

/// What an engineer would kill to free machines for a re-run; one of them is protected.
actions::Request killPlan()
{
    verbs::Selection selection;
    for (const char16_t *name : { u"jobs/prod/hyoga-model", u"jobs/prod/fx-model", u"services/prod/fraud-signals",
                                  u"services/prod/query-gateway" }) {
        if (const auto job = aurora::JobKey::parse(QStringView(name)))
            selection.parts.append({ *job, {} });
    }
    return verbs::KillVerb::request(selection);
}

std::function<void(ui::MainWindow *, Demo *)> page(const QString &key)
{
    return [key](ui::MainWindow *window, Demo *) { window->showPage(key); };
}

/// Lies on the page of actions in its hold, which lasts as long as the world stands still: nothing is sent.
QCoro::Task<void> holdAction(QPointer<ui::MainWindow> window, QPointer<actions::ActionCenter> center)
{
    const auto plan = co_await center->plan(killPlan());
    if (!plan || !center)
        co_return;
    actions::Consent consent;
    consent.reason = u"frees machines for the re-run"_s;
    consent.number = plan->expectedNumber();
    const auto id = co_await center->confirm(*plan, consent);
    if (id && window)
        window->open({ links::ObjectRef::Kind::Action, id->toUtf8() });
}

bool hasHeldAction(const Demo *demo)
{
    const QList<actions::Record> records = demo->stack()->actions()->records();
    return !records.isEmpty() && records.first().state == actions::State::Held;
}

/// The agent an engineer would look at first: the fullest disk of those that can tell what they use.
links::ObjectRef worstAgent(const Demo *demo)
{
    const mesos::Snapshot state = demo->stack()->mesos()->snapshot();
    const auto share = [](const mesos::Agent &a) {
        const bool tells = a.phase == mesos::AgentPhase::Active && a.total.disk > 0;
        return tells ? a.used.disk / a.total.disk : 0.0F;
    };
    const auto worst = std::ranges::max_element(state->agents, {}, share);
    if (worst == state->agents.end())
        return {};
    const std::string_view id = state->view(worst->id);
    return { links::ObjectRef::Kind::Agent, QByteArray(id.data(), static_cast<qsizetype>(id.size())) };
}

QList<Scene> scenes()
{
    const auto agents = [](ui::MainWindow *window, Demo *demo) { window->open(worstAgent(demo)); };
    const auto palette = [](ui::MainWindow *window, Demo *) {
        window->showPage(u"overview"_s);
        window->openPalette(u"dim mod"_s);
    };
    const auto closePalette = [](ui::MainWindow *window, Demo *) { window->closePalette(); };
    const auto lose = [](ui::MainWindow *window, Demo *demo) {
        window->showPage(u"agents"_s);
        demo->loseLeader();
    };
    const auto heal = [](ui::MainWindow *, Demo *demo) { demo->healLeader(); };
    const auto job = [](ui::MainWindow *window, Demo *) {
        window->showPage(u"jobs"_s);
        window->open({ links::ObjectRef::Kind::Instance, "jobs/prod/fx-model/2" });
    };
    const auto log = [](ui::MainWindow *window, Demo *) {
        window->open({ links::ObjectRef::Kind::Log, "instance/jobs/prod/itaipu-dimensional-modeling/0" });
        window->findChild<QLineEdit *>(u"logFind"_s)->setText(u"No space left"_s);
    };
    const auto kill = [](ui::MainWindow *window, Demo *demo) {
        window->showPage(u"jobs"_s);
        demo->stack()->actions()->arming()->arm(u"drill"_s);
        window->plan(killPlan());
    };
    const auto lock = [](ui::MainWindow *window, Demo *demo) {
        if (auto *dialog = window->findChild<QDialog *>(u"planDialog"_s))
            dialog->close();
        demo->stack()->actions()->arming()->lock();
    };
    const auto act = [](ui::MainWindow *window, Demo *demo) {
        actions::ActionCenter *center = demo->stack()->actions();
        center->arming()->arm(u"drill"_s);
        window->showPage(u"actions"_s);
        QCoro::connect(holdAction(window, center), window, [] {});
    };
    const auto cancel = [](ui::MainWindow *, Demo *demo) {
        actions::ActionCenter *center = demo->stack()->actions();
        if (hasHeldAction(demo))
            center->cancel(center->records().first().id);
        center->arming()->lock();
    };
    return {
        { u"01-overview"_s, desk, page(u"overview"_s), hasForecast, {} },
        { u"02-agents"_s, desk, agents, hasPicture, {} },
        { u"03-tasks"_s, desk, page(u"tasks"_s), hasPicture, {} },
        { u"04-frameworks"_s, desk, page(u"frameworks"_s), hasPicture, {} },
        { u"05-palette"_s, desk, palette, hasPicture, closePalette },
        { u"06-no-leader"_s, desk, lose, isOld, heal },
        { u"09-jobs"_s, desk, job, hasJobs, {} },
        { u"10-kill-plan"_s, desk, kill, hasPlan, lock },
        { u"12-pools"_s, desk, page(u"pools"_s), hasPools, {} },
        { u"13-pools-1024x600"_s, small, page(u"pools"_s), hasPools, {} },
        { u"14-log"_s, desk, log, hasLog, {} },
        { u"15-log-1024x600"_s, small, log, hasLog, {} },
        { u"16-night"_s, desk, night(ui::NightPage::View::Graph), hasNight, {} },
        { u"17-night-times"_s, desk, night(ui::NightPage::View::Times), hasNight, {} },
        { u"18-night-1024x600"_s, small, night(ui::NightPage::View::Graph), hasNight, {} },
        { u"11-jobs-1024x600"_s, small, page(u"jobs"_s), hasJobs, {} },
        { u"07-overview-1024x600"_s, small, page(u"overview"_s), hasPicture, {} },
        { u"08-agents-1024x600"_s, small, page(u"agents"_s), hasPicture, {} },
        { u"19-actions"_s, desk, act, hasHeldAction, cancel },
        { u"20-connections"_s, desk, page(u"connections"_s), hasPools, {} },
    };
}

/// The window with the dialogs that lie over it.
QPixmap pictureOf(ui::MainWindow *window)
{
    QCoreApplication::sendPostedEvents(); // what was just put into a layout is shown by a posted event
    QPixmap picture = window->grab();
    QPainter painter(&picture);
    const QList<QDialog *> dialogs = window->findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (!dialog->isVisible() || !dialog->isWindow())
            continue;
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 90));
        const QSize left = (window->size() - dialog->size()) / 2;
        painter.drawPixmap(left.width(), left.height(), dialog->grab());
    }
    return picture;
}

/// Where a table stands depends on which came first, its rows or what lies above it: from here on it does not.
void scrollToCurrent(const ui::MainWindow *window)
{
    const QList<ui::TableView *> views = window->findChildren<ui::TableView *>();
    for (ui::TableView *view : views) {
        if (view->isVisible() && view->currentIndex().isValid())
            view->scrollTo(view->currentIndex(), QAbstractItemView::PositionAtCenter);
        else if (view->isVisible())
            view->scrollToTop();
    }
}

bool tablesRest(const ui::MainWindow *window)
{
    const QList<ui::TableView *> views = window->findChildren<ui::TableView *>();
    return std::ranges::none_of(views, [](const ui::TableView *view) { return view->tableModel()->isBusy(); });
}

/// Until the scene is ready and nothing is being computed, several times in a row; false when it takes longer.
QCoro::Task<bool> settled(ui::MainWindow *window, Demo *demo, std::function<bool(const Demo *)> ready,
                          std::chrono::seconds longest = 60s)
{
    const QDeadlineTimer deadline(longest);
    for (int calm = 0; calm < 4;) {
        co_await QCoro::sleepFor(100ms);
        calm = ready(demo) && tablesRest(window) ? calm + 1 : 0;
        if (deadline.hasExpired())
            co_return false;
    }
    co_return true;
}

/// Lets the worst agent say twice what it uses, the night's ten seconds apart. Then the world stands still.
QCoro::Task<bool> warmUp(ui::MainWindow *window, Demo *demo)
{
    mesos::AgentUsage *usage = demo->stack()->agentUsage();
    // What happens from here on is told as events: all layers must have been seen before.
    // Thirty past nights are read one by one, with pauses.
    if (!co_await settled(window, demo, hasForecast, 300s))
        co_return false;
    const links::ObjectRef agent = worstAgent(demo);
    window->open(agent);
    const bool told
        = co_await settled(window, demo, [&](const Demo *) { return usage->reading(agent.id).use != nullptr; });
    demo->world()->advance(tourLead);
    demo->stack()->refresh();
    const bool counted = co_await settled(window, demo, [&](const Demo *) {
        const auto reading = usage->reading(agent.id);
        return reading.use && reading.use->cpus;
    });
    const bool forecast = co_await settled(window, demo, hasForecast);
    co_return told &&counted &&forecast;
}

} // namespace

QCoro::Task<int> makeTour(ui::MainWindow *window, Demo *demo, QDir folder)
{
    QTextStream out(stdout);
    QTextStream err(stderr);
    if (!folder.mkpath(u"."_s)) {
        err << QObject::tr("The folder %1 cannot be made.").arg(folder.path()) << Qt::endl;
        co_return 1;
    }
    int failures = 0;
    QApplication::setCursorFlashTime(0); // a caret that blinks is in one picture and not in the next
    window->resize(desk);
    if (!co_await warmUp(window, demo))
        err << QObject::tr("No agent told in time what it uses.") << Qt::endl;
    for (const ui::ColourScheme scheme : { ui::ColourScheme::Light, ui::ColourScheme::Dark }) {
        ui::Theme::instance()->setScheme(scheme);
        for (const Scene &scene : scenes()) {
            window->resize(scene.size);
            if (!co_await settled(window, demo, hasPicture))
                err << QObject::tr("%1: the demo cluster did not answer in time.").arg(scene.name) << Qt::endl;
            scene.prepare(window, demo);
            bool ready = co_await settled(window, demo, scene.ready);
            scrollToCurrent(window);
            ready = ready && co_await settled(window, demo, scene.ready); // rows that came into sight may be asked for
            scrollToCurrent(window); // bands above have their heights only now
            const QString path
                = folder.filePath(scene.name + (scheme == ui::ColourScheme::Dark ? u"-dark.png"_s : u".png"_s));
            if (ready && pictureOf(window).save(path)) {
                out << path << Qt::endl;
            } else {
                err << QObject::tr("%1 was not made.").arg(path) << Qt::endl;
                ++failures;
            }
            if (scene.leave)
                scene.leave(window, demo);
        }
    }
    co_return failures == 0 ? 0 : 1;
}

} // namespace console
