// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace logs {
class PagedFile;
class Scan;
} // namespace logs

namespace ui {

/// Where in the whole file matches (amber) and errors (red) are, beside the scroll bar. A click goes there. GUI thread.
class Ruler final : public QWidget
{
    Q_OBJECT
public:
    explicit Ruler(QWidget *parent = nullptr);
    void setFile(logs::PagedFile *file);
    void setMatches(logs::Scan *scan);
    void setErrors(logs::Scan *scan);
    QSize sizeHint() const override;

signals:
    void picked(qint64 begin); ///< of the line nearest to the click

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void paintMarks(QPainter *painter, const logs::Scan *scan, const QColor &colour, int left, int width) const;

    QPointer<logs::PagedFile> m_file;
    QPointer<logs::Scan> m_matches;
    QPointer<logs::Scan> m_errors;
};

} // namespace ui
