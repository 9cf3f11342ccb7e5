// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace net {

/// The body of an order, which can be read once. QNetworkAccessManager sends a request again, a POST too, when the
/// connection closes before the answer, and tells nobody (QHttpNetworkConnectionChannel, Qt 6.4); it cannot where the
/// body does not rewind. The order may have been carried out: whoever gave it must look before it is given again.
class OnceBody final : public QIODevice
{
    Q_OBJECT
public:
    explicit OnceBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } ///< asked for by Qt before it sends again; without its warning
    qint64 bytesAvailable() const override;
    bool atEnd() const override { return bytesAvailable() == 0; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_read = 0;
};

} // namespace net
