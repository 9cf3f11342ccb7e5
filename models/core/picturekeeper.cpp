// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/picturekeeper.h"

#include "models/core/logging.h"
#include "models/core/whendone.h"

#include <QtConcurrentRun>

using namespace std::chrono_literals;

namespace core {

PictureKeeper::PictureKeeper(QString file, QThreadPool *worker, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_worker(worker)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PictureKeeper::flush);
}

void PictureKeeper::restore(Decode decode)
{
    if (m_file.isEmpty())
        return;
    const auto read = [file = m_file, decode = std::move(decode)]() -> Result<std::function<void()>> {
        const Result<QByteArray> bytes = readPictureFile(file);
        return bytes ? decode(*bytes) : failure(bytes.error());
    };
    whenDone(QtConcurrent::run(m_worker, read), this, [](const Result<std::function<void()>> &restored) {
        if (restored)
            (*restored)();
        else
            qCDebug(lcPictures) << "no stored picture:" << restored.error().detail;
    });
}

void PictureKeeper::keep(Encode encode)
{
    if (m_file.isEmpty())
        return;
    m_unwritten = std::move(encode);
    if (!m_timer.isActive()) // the first soon, for those who only look in
        m_timer.start(m_writtenOnce ? 60s : 5s);
}

void PictureKeeper::flush()
{
    m_timer.stop();
    if (!m_unwritten)
        return;
    m_writtenOnce = true;
    m_worker->start([file = m_file, encode = std::exchange(m_unwritten, nullptr)] {
        if (const auto written = writePictureFile(file, encode()); !written)
            qCWarning(lcPictures) << "the picture was not stored:" << written.error().detail;
    });
}

} // namespace core
