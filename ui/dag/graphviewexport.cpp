// SPDX-License-Identifier: GPL-3.0-or-later
// The whole graph into a file.
#include "ui/dag/graphview.h"

#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace ui {

/// All of the picture at life size, whatever the screen shows.
void GraphView::renderTo(QPainter *painter) const
{
    GraphView whole(m_clock);
    whole.m_layout = m_layout;
    whole.m_view = m_view;
    whole.m_scope = m_scope;
    whole.remakeLooks();
    whole.m_zoom = 1;
    whole.m_origin = { -20, -20 };
    whole.drawAll(painter, QRectF(QPointF(), m_layout->bounds.size() + QSizeF(40, 40)));
}

bool GraphView::exportSvg(const QString &path, QString *error) const
{
    if (!m_layout || m_looks.empty()) {
        *error = tr("There is no graph yet.");
        return false;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        *error = tr("%1 cannot be written: %2.").arg(path, file.errorString());
        return false;
    }
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setTitle(m_layout->graph->dag);
    const QSize size = (m_layout->bounds.size() + QSizeF(40, 40)).toSize();
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    QPainter painter(&generator);
    renderTo(&painter);
    painter.end();
    if (!file.commit()) {
        *error = tr("%1 cannot be written: %2.").arg(path, file.errorString());
        return false;
    }
    return true;
}

bool GraphView::exportPdf(const QString &path, QString *error) const
{
    if (!m_layout || m_looks.empty()) {
        *error = tr("There is no graph yet.");
        return false;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        *error = tr("%1 cannot be written: %2.").arg(path, file.errorString());
        return false;
    }
    QPdfWriter writer(&file);
    writer.setTitle(m_layout->graph->dag);
    writer.setResolution(96);
    const QSizeF size = m_layout->bounds.size() + QSizeF(40, 40);
    writer.setPageSize(QPageSize(size * 72 / 96, QPageSize::Point));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    renderTo(&painter);
    painter.end();
    if (!file.commit()) {
        *error = tr("%1 cannot be written: %2.").arg(path, file.errorString());
        return false;
    }
    return true;
}

} // namespace ui
