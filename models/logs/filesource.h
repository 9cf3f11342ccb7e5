// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/source.h"

namespace logs {

/// A file on this disk: a copy that was saved, or any other. Read in the pool.
class FileSource final : public Source
{
public:
    /// `copy`: it stays as it is.
    FileSource(QString path, QString fileName, QString keeper, bool copy);

    QString fileName() const override { return m_name; }
    QString keeper() const override { return m_keeper; }
    QCoro::Task<core::Result<qint64>> size(std::stop_token stop) override;
    QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length, std::stop_token stop) override;
    bool mayGrow() const override { return !m_copy; }

private:
    const QString m_path;
    const QString m_name;
    const QString m_keeper;
    const bool m_copy;
};

} // namespace logs
