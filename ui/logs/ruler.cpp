// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/ruler.h"

#include "models/logs/pagedfile.h"
#include "models/logs/scan.h"
#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <cstdlib>

namespace ui {

Ruler::Ruler(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("logRuler"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setToolTip(tr("Where matches and errors are in the whole file"));
}

QSize Ruler::sizeHint() const
{
    return { Theme::instance()->px(10), 20 };
}

void Ruler::setFile(logs::PagedFile *file)
{
    m_file = file;
    update();
}

void Ruler::setMatches(logs::Scan *scan)
{
    m_matches = scan;
    if (scan)
        connect(scan, &logs::Scan::changed, this, [this] { update(); });
    update();
}

void Ruler::setErrors(logs::Scan *scan)
{
    m_errors = scan;
    if (scan)
        connect(scan, &logs::Scan::changed, this, [this] { update(); });
    update();
}

void Ruler::paintMarks(QPainter *painter, const logs::Scan *scan, const QColor &colour, int left, int width) const
{
    const qint64 size = m_file->size();
    const int step = 2;
    for (int y = 0; y < height(); y += step) {
        const qint64 from = size * y / height();
        const qint64 to = size * (y + step) / height();
        const auto line = scan->next(from - 1);
        if (!line)
            return;
        if (*line < to)
            painter->fillRect(left, y, width, step, colour);
        else
            y = static_cast<int>(*line * height() / size) / step * step - step; // nothing before it
    }
}

void Ruler::paintEvent(QPaintEvent *)
{
    const Tokens &t = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.base);
    painter.setPen(t.grid);
    painter.drawLine(0, 0, 0, height());
    if (!m_file || m_file->size() == 0)
        return;
    if (m_errors)
        paintMarks(&painter, m_errors, t.failMark, 1, width() / 2);
    if (m_matches)
        paintMarks(&painter, m_matches, t.warnMark, width() / 2, width() / 2);
}

void Ruler::mousePressEvent(QMouseEvent *event)
{
    if (!m_file || m_file->size() == 0)
        return;
    const qint64 at = m_file->size() * event->pos().y() / std::max(1, height());
    std::optional<qint64> best;
    for (const logs::Scan *scan : { m_matches.data(), m_errors.data() }) {
        if (!scan)
            continue;
        for (const auto &candidate : { scan->next(at - 1), scan->previous(at) }) {
            if (candidate && (!best || std::llabs(*candidate - at) < std::llabs(*best - at)))
                best = candidate;
        }
    }
    if (best)
        emit picked(*best);
}

} // namespace ui
