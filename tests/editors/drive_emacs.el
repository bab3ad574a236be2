;; Opens a file in Emacs with `scoped-fastapi server' under eglot, corrects it, and prints what was to be seen, as JSON.

(require 'json)
(defvar driven (json-parse-string (getenv "SCOPED_FASTAPI_DRIVEN")))
(defvar seconds 120)

(unless (require 'eglot nil t)
  (package-initialize)
  (unless (require 'eglot nil t)
    (princ "there is no eglot")
    (kill-emacs 77)))
(require 'python)

(defun shown ()
  (mapcar (lambda (one)
            (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg one)) (flymake-diagnostic-text one)))
          (flymake-diagnostics)))

(defun wait-until (is-so)
  (let ((until (+ (float-time) seconds)))
    (while (and (not (funcall is-so)) (< (float-time) until))
      (accept-process-output nil 0.1))))

(setq eglot-sync-connect seconds
      eglot-autoshutdown nil
      eglot-server-programs
      `((python-mode . (,(aref driven 0) "-m" "scoped_fastapi_check" "server" "--checker" "ty"))))
(find-file (aref driven 1))
(python-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(flymake-start)
(wait-until #'shown)
(let ((before (shown)))
  (goto-char (point-min))
  (search-forward "return HTTP")
  (replace-match "raise HTTP")
  (eglot--signal-textDocument/didChange)
  (wait-until (lambda () (null (shown))))
  (princ (json-encode `((before . ,(vconcat before)) (after . ,(vconcat (shown)))))))
(ignore-errors (eglot-shutdown (eglot-current-server) nil 10))
