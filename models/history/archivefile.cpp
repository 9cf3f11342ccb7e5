// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history/archivefile.h"

#include "models/core/logging.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace history {

ArchiveFile::ArchiveFile(QString path, Migrations migrations, Words words, const core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_migrations(migrations)
    , m_words(std::move(words))
    , m_clock(clock)
{
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1);
}

ArchiveFile::~ArchiveFile()
{
    m_thread.start([this] { m_db.reset(); });
    m_thread.waitForDone();
}

bool ArchiveFile::isOpen()
{
    if (m_db && m_db->isOpen())
        return true;
    m_db = std::make_unique<Database>(m_path, m_migrations);
    auto opened = m_db->open();
    if (!opened && cope(opened.error()))
        return true;
    if (!opened) {
        m_db = std::make_unique<Database>(u":memory:"_s, m_migrations);
        opened = m_db->open();
    }
    return opened.has_value();
}

bool ArchiveFile::cope(const SqlFailure &failure)
{
    qCWarning(lcHistory) << m_path << failure.code << failure.text;
    const QString file = QDir::toNativeSeparators(m_path);
    if (failure.isDamage()) {
        m_db->close();
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date();
        const QString aside = m_db->setAside(today);
        if (!aside.isEmpty() && m_db->open()) {
            emit noticed(m_words.damaged.arg(QFileInfo(aside).fileName()));
            return true;
        }
    }
    if (!std::exchange(m_wasTold, true))
        emit noticed(failure.isNewer() ? m_words.newer.arg(file) : m_words.unkept.arg(failure.text, file));
    return false;
}

} // namespace history
