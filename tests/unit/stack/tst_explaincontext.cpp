// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/stack/explaincontext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_ExplainContext : public QObject
{
    Q_OBJECT
private slots:
    void namesWhoHolds_byHost();
};

void tst_ExplainContext::namesWhoHolds_byHost()
{
    const core::TimePoint now(1795416420s);
    const auto machine = [](const QString &host, const QString &by, core::TimePoint until) {
        pools::Machine made;
        made.agentHost = host;
        made.heldBy = by;
        made.heldUntil = until;
        return made;
    };
    pools::Picture picture;
    picture.machines = { machine(u"ip-1"_s, u"ana@desk"_s, now + 2h), machine(u"ip-2"_s, {}, {}),
                         machine(u"ip-3"_s, {}, now + 1h), machine({}, u"ana@desk"_s, now + 1h) };
    const QHash<QString, QString> held = stack::heldHosts(picture, now);
    QCOMPARE(held.size(), 2);
    QCOMPARE(held.value(u"ip-1"_s), u"ana@desk until "_s + core::formatClock(now + 2h, now));
    QCOMPARE(held.value(u"ip-3"_s), u"somebody until "_s + core::formatClock(now + 1h, now));
}

QTEST_GUILESS_MAIN(tst_ExplainContext)
#include "tst_explaincontext.moc"
