// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/linecutter.h"

#include <algorithm>

namespace logs {

LineCutter::LineCutter(PageAt pageAt, qint64 fileSize)
    : m_pageAt(std::move(pageAt))
    , m_size(fileSize)
{
}

const QByteArray *LineCutter::page(qint64 index) const
{
    const qint64 wanted = std::min(pageBytes, m_size - index * pageBytes);
    const QByteArray *bytes = m_pageAt(index);
    if (bytes && bytes->size() >= wanted)
        return bytes;
    m_missing = index;
    return nullptr;
}

LineCutter::Found LineCutter::findForward(qint64 from, qint64 to, qint64 *at) const
{
    while (from < to) {
        const qint64 index = from / pageBytes;
        const qint64 first = index * pageBytes;
        const QByteArray *bytes = page(index);
        if (!bytes)
            return Found::Missing;
        const qint64 end = std::min(to, first + pageBytes);
        const auto *begin = bytes->constData() + (from - first);
        const auto *last = bytes->constData() + (end - first);
        if (const auto *hit = std::find(begin, last, '\n'); hit != last) {
            *at = from + (hit - begin);
            return Found::Yes;
        }
        from = end;
    }
    return Found::No;
}

LineCutter::Found LineCutter::findBackward(qint64 from, qint64 to, qint64 *at) const
{
    while (from < to) {
        const qint64 index = (to - 1) / pageBytes;
        const qint64 first = index * pageBytes;
        const QByteArray *bytes = page(index);
        if (!bytes)
            return Found::Missing;
        const qint64 begin = std::max(from, first);
        const QByteArrayView view = QByteArrayView(*bytes).sliced(begin - first, to - begin);
        if (const qsizetype hit = view.lastIndexOf('\n'); hit >= 0) {
            *at = begin + hit;
            return Found::Yes;
        }
        to = begin;
    }
    return Found::No;
}

std::optional<qint64> LineCutter::beginAt(qint64 offset) const
{
    const qint64 block = offset / blockBytes * blockBytes;
    qint64 feed = 0;
    switch (findBackward(block, offset, &feed)) {
    case Found::Yes:
        return feed + 1;
    case Found::Missing:
        return std::nullopt;
    case Found::No:
        break;
    }
    if (block == 0)
        return 0;
    switch (findBackward(block - blockBytes, block, &feed)) {
    case Found::Yes:
        return feed + 1;
    case Found::Missing:
        return std::nullopt;
    case Found::No:
        break;
    }
    return block;
}

std::optional<Line> LineCutter::lineFrom(qint64 begin) const
{
    const qint64 block = begin / blockBytes * blockBytes;
    qint64 feed = 0;
    for (const qint64 border : { block + blockBytes, block + 2 * blockBytes }) {
        switch (findForward(begin, std::min(border, m_size), &feed)) {
        case Found::Yes:
            return Line{ begin, feed, feed + 1 };
        case Found::Missing:
            return std::nullopt;
        case Found::No:
            break;
        }
        if (border >= m_size)
            return Line{ begin, m_size, m_size };
        // The cut at this border is one when its whole block is without a line feed.
        switch (findBackward(border - blockBytes, border, &feed)) {
        case Found::No:
            return Line{ begin, border, border };
        case Found::Missing:
            return std::nullopt;
        case Found::Yes:
            break;
        }
    }
    Q_UNREACHABLE();
}

std::optional<Line> LineCutter::lineBefore(qint64 begin) const
{
    const std::optional<qint64> before = beginAt(begin - 1);
    if (!before)
        return std::nullopt;
    return lineFrom(*before);
}

std::optional<QByteArray> LineCutter::bytes(const Line &line) const
{
    QByteArray text;
    for (qint64 at = line.begin; at < line.end;) {
        const qint64 index = at / pageBytes;
        const QByteArray *bytes = page(index);
        if (!bytes)
            return std::nullopt;
        const qint64 first = index * pageBytes;
        const qint64 end = std::min(line.end, first + pageBytes);
        text.append(bytes->constData() + (at - first), end - at);
        at = end;
    }
    return text;
}

} // namespace logs
