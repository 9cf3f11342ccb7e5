// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/kept/nightarchive.h"

#include "models/core/logging.h"
#include "models/night/kept/nighttable.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace night {

NightArchive::NightArchive(QString path, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_clock(clock)
{
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1);
}

NightArchive::~NightArchive()
{
    (void)QtConcurrent::run(&m_thread, [this] { m_db.reset(); });
    m_thread.waitForDone();
}

QFuture<dag::HistoryPtr> NightArchive::read(const QString &dag)
{
    return QtConcurrent::run(&m_thread, [this, dag]() -> dag::HistoryPtr {
        history::SqlResult<dag::HistoryPtr> nights;
        if (isOpen()) {
            nights = NightTable(*m_db).read(dag);
            if (!nights && cope(nights.error()))
                nights = NightTable(*m_db).read(dag);
        }
        return nights && *nights ? *nights : std::make_shared<const dag::History>();
    });
}

template <typename Work>
void NightArchive::write(Work work)
{
    (void)QtConcurrent::run(&m_thread, [this, work] {
        if (!isOpen())
            return;
        if (auto done = work(NightTable(*m_db)); !done && cope(done.error()))
            (void)work(NightTable(*m_db));
    });
}

void NightArchive::keep(const QString &dag, std::vector<dag::PastNight> nights)
{
    write([dag, kept = std::move(nights)](NightTable table) { return table.write(dag, kept); });
}

void NightArchive::keepPools(const QString &dag, const QString &run, const QHash<QString, int> &pools)
{
    write([dag, run, pools](NightTable table) { return table.writePools(dag, run, pools); });
}

bool NightArchive::isOpen()
{
    if (m_db && m_db->isOpen())
        return true;
    m_db = std::make_unique<history::Database>(m_path, nightMigrations());
    auto opened = m_db->open();
    if (!opened && cope(opened.error()))
        return true;
    if (!opened) {
        m_db = std::make_unique<history::Database>(u":memory:"_s, nightMigrations());
        opened = m_db->open();
    }
    return opened.has_value();
}

bool NightArchive::cope(const history::SqlFailure &failure)
{
    qCWarning(lcHistory) << m_path << failure.code << failure.text;
    const QString file = QDir::toNativeSeparators(m_path);
    if (failure.isDamage()) {
        m_db->close();
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date();
        const QString aside = m_db->setAside(today);
        if (!aside.isEmpty() && m_db->open()) {
            emit noticed(tr("The file of past nights is damaged and was set aside as %1. Nights are read from their "
                            "source again.")
                             .arg(QFileInfo(aside).fileName()));
            return true;
        }
    }
    if (!std::exchange(m_wasTold, true)) {
        emit noticed(failure.isNewer() ? tr("The file of past nights was written by a newer version of this program "
                                            "and is left as it is: %1")
                                             .arg(file)
                                       : tr("The past nights cannot be kept (%1): %2").arg(failure.text, file));
    }
    return false;
}

} // namespace night
