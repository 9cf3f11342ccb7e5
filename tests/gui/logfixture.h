// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/nightboard.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "tests/gui/consolefixture.h"
#include "ui/logs/filetree.h"
#include "ui/logs/logpane.h"
#include "ui/logs/logspage.h"
#include "ui/logs/logtab.h"
#include "ui/logs/logview.h"

#include <QLabel>
#include <QTest>

/// The window with the log of one object open.
struct OpenLog
{
    OpenLog(ConsoleFixture &console, const links::ObjectRef &object)
    {
        console.window().open({ links::ObjectRef::Kind::Log, links::toPath(object).toUtf8() });
        page = qobject_cast<ui::LogsPage *>(console.window().page(QStringLiteral("logs")));
    }
    ui::LogPane *pane() const { return page->current()->pane(); }
    ui::LogView *view() const { return pane()->view(); }
    QString shown() const { return view()->shownLines().join(QLatin1Char('\n')); }
    QString count() const { return pane()->findChild<QLabel *>(QStringLiteral("logCount"))->text(); }

    ui::LogsPage *page = nullptr;
};

inline const links::ObjectRef failing{ links::ObjectRef::Kind::Instance, "jobs/prod/itaipu-dimensional-modeling/0" };
inline const links::ObjectRef running{ links::ObjectRef::Kind::Instance, "jobs/prod/hyoga-model/0" };

/// nullptr: it is not listed.
inline QTreeWidgetItem *fileItem(ui::FileTree *files, const QString &name)
{
    const auto items = files->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
    return items.isEmpty() ? nullptr : items.first();
}

inline void waitForPictures(ConsoleFixture &console)
{
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(console.stack().aurora()->snapshot(), 15000);
    QTRY_VERIFY_WITH_TIMEOUT(stack::logsOf(&console.stack())->find(running), 15000);
}

/// A copy of a task that neither Mesos nor Aurora has ever heard of, as after a failover of both.
inline tasklogs::Copy forgottenCopy()
{
    tasklogs::Copy copy;
    copy.task = QStringLiteral("jobs-prod-gone-model-3-5d1c");
    copy.framework = QStringLiteral("f-gone");
    copy.job = QStringLiteral("jobs/prod/gone-model");
    copy.title = QStringLiteral("gone-model/3");
    copy.host = QStringLiteral("ip-10-0-0-1");
    copy.node = QStringLiteral("gone-node");
    copy.file = QStringLiteral("train/0/stderr");
    copy.savedAt = sim::demoStart;
    return copy;
}

inline QLabel *label(const OpenLog &log, const char *name)
{
    return log.page->current()->findChild<QLabel *>(QLatin1StringView(name));
}
