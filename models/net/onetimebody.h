// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace net {

/// A body that is sent once. Qt sends a request again by itself, up to three times, when a kept connection breaks
/// before the answer, whatever the method: an order would be carried out twice. It gives up where the body cannot be
/// rewound.
class OneTimeBody final : public QIODevice
{
public:
    explicit OneTimeBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return false; } // a sequential one would be kept by Qt, and rewound there
    qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return pos() == 0; }
    bool seek(qint64 position) override { return position == pos() && QIODevice::seek(position); }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
};

} // namespace net
