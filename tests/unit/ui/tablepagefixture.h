// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakeserver.h"
#include "tests/support/patience.h"
#include "ui/common/noticeview.h"
#include "ui/shell/page.h"
#include "ui/tablepage/inspectorsheet.h"
#include "ui/tables/filterbar.h"
#include "ui/tables/tableview.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

/// One table page over a stack whose master answers from recordings, in a window with its page bar.
namespace tablepage {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::FakeReply;
using support::FakeServer;

inline constexpr core::TimePoint night(1795427446s); // when the recordings "main" were made

// Of the recordings.
inline const auto session = u"fb1bde14-a4c3-4599-94c3-6b9503279a32"_s;
inline const QString webshop = session + u"-0001"_s;
inline const QString analytics = session + u"-0000"_s;
inline const QString agentOne = session + u"-S0"_s;
inline const QByteArray failedTask = (webshop + u"/cron-4.6d0a74ae-6491-4dba-ba01-6116512f45a2"_s).toUtf8();
inline const QByteArray runningTask = (webshop + u"/frontend-1.770ea76c-b48e-4dda-bfd3-f02da59b37d8"_s).toUtf8();

/// A master that answers as it was recorded at one moment of the session; without a stream.
class RecordedMaster final : public FakeServer
{
public:
    RecordedMaster() { become(u"main"_s); }

    void become(const QString &moment)
    {
        setFallback([](const support::FakeRequest &) { return FakeReply::text(404, "no such path"); });
        for (const char *const path :
             { "state", "slaves", "roles", "maintenance/schedule", "maintenance/status", "metrics/snapshot" }) {
            QString file = u"%1-%2.http"_s.arg(moment, QString::fromLatin1(path).replace(u'/', u'-'));
            if (!QFile::exists(QStringLiteral(GOLDEN_DIR "/mesos/") + file))
                file.replace(moment, u"main"_s);
            route(QByteArray("/") + path, FakeReply::golden(file));
            route(QByteArray("/master/") + path, FakeReply::golden(file));
        }
    }
    void refuse()
    {
        for (const char *const path : { "/state", "/master/state" })
            route(path, FakeReply::golden(u"auth-401-state.http"_s));
    }
};

/// Keeps what a page asks of its window.
class RecordingNavigator final : public ui::Navigator
{
public:
    void open(const links::ObjectRef &ref) override { opened.append(ref); }
    void openFiltered(const QString &page, const QString &filter) override { filtered.append(page + u'?' + filter); }
    void showInspector(QWidget *content) override { inspector = qobject_cast<ui::InspectorSheet *>(content); }
    void toggleInspector() override { ++toggled; }
    void tell(const QString &sentence) override { told.append(sentence); }
    void plan(const actions::Request &request) override { planned.append(request); }
    void act(const actions::Request &request) override { planned.append(request); }
    QList<stack::Stack *> stacks() const override { return {}; }
    void showStack(const QString &name) override { stacksShown.append(name); }

    QList<links::ObjectRef> opened;
    QStringList filtered;
    QPointer<ui::InspectorSheet> inspector;
    int toggled = 0;
    QStringList told;
    QStringList stacksShown;
    QList<actions::Request> planned;
};

/// One page over one stack, in a window with its page bar.
class PageFixture
{
public:
    explicit PageFixture(const ui::PageEntry &entry)
    {
        config::StackConfig config;
        config.name = u"cantareira-dev"_s;
        config.mesosMasters = { server.url() };
        config.mesosMode = mesos::StoreOptions::Mode::Poll;
        config.policy = { .interval = 1h, .hiddenInterval = 1h, .ceiling = 1h, .jitter = 0 }; // looks when told to
        stack = std::make_unique<stack::Stack>(config, net::Credentials(), clock, QString());
        page = entry.make({ stack.get(), &navigator }, &window);
        auto *bar = new QHBoxLayout;
        for (QWidget *widget : page->barWidgets() + page->barWidgetsRight())
            bar->addWidget(widget);
        auto *layout = new QVBoxLayout(&window);
        layout->addLayout(bar);
        layout->addWidget(page, 1);
        window.resize(1500, 800);
        window.show();
        page->setShown(true);
        table = page->findChild<ui::TableView *>(entry.key + u"Table"_s);
        filter = window.findChild<ui::FilterBar *>(u"filter"_s);
    }

    /// Asks once, and waits until what came is on the screen.
    [[nodiscard]] bool look()
    {
        const mesos::Snapshot before = stack->mesos()->snapshot();
        bool applied = false;
        const auto told = QObject::connect(table->tableModel(), &tables::TableModel::applied, [&] { applied = true; });
        ask();
        const bool came = test::waitFor([&] { return applied && stack->mesos()->snapshot() != before; });
        QObject::disconnect(told);
        return came;
    }
    void ask()
    {
        if (std::exchange(started, true))
            stack->refresh();
        else
            stack->start();
    }

    core::Freshness::Phase phase() const { return stack->mesos()->freshness().phase; }
    int shown() const { return table->tableModel()->shownCount(); }
    QToolButton *chip(const QString &label) const { return window.findChild<QToolButton *>(u"quick-"_s + label); }
    QString sheet() const { return navigator.inspector ? navigator.inspector->asText() : QString(); }
    const ui::NoticeView *noticeView() const { return table->findChild<ui::NoticeView *>(); }
    QPushButton *noticeButton(const QString &text) const
    {
        for (auto *button : noticeView()->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().startsWith(text))
                return button;
        }
        return nullptr;
    }
    QModelIndex cell(const QByteArray &key, const QString &column) const
    {
        const tables::TableModel *model = table->tableModel();
        const int row = model->indexOfKey(key).row();
        return row < 0 ? QModelIndex() : model->index(row, tables::columnOf(model->columns(), column));
    }
    /// A click into a cell, scrolled to first.
    void click(const QModelIndex &index)
    {
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).topLeft() + QPoint(12, 8));
    }
    /// A click on a link of the inspector's sheet, as far as a label tells it.
    void follow(const QString &path)
    {
        for (auto *label : navigator.inspector->findChildren<QLabel *>()) {
            if (label->text().contains(u"href=\"%1\""_s.arg(path.toHtmlEscaped())))
                emit label->linkActivated(path);
        }
    }

    core::ManualClock clock{ night };
    RecordedMaster server;
    RecordingNavigator navigator;
    std::unique_ptr<stack::Stack> stack;
    QWidget window; // goes before the stack that its page shows
    ui::Page *page = nullptr;
    ui::TableView *table = nullptr;
    ui::FilterBar *filter = nullptr;
    bool started = false;
};

} // namespace tablepage
