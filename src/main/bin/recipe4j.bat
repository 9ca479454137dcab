@echo off
rem Starts recipe4j from the folder that `mvn package` makes.
setlocal
set "HOME_DIR=%~dp0.."
rem Names and bars in UTF-8; the console's own code page comes back at the end.
for /f "tokens=2 delims=:." %%p in ('chcp') do set "CODE_PAGE=%%p"
chcp 65001 >nul
if defined JAVA_HOME (set "JAVA_EXE=%JAVA_HOME%\bin\java.exe") else (set "JAVA_EXE=java.exe")
"%JAVA_EXE%" -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true -XX:SharedArchiveFile="%HOME_DIR%\recipe4j.jsa" -Xshare:auto -Xlog:disable -Xlog:all=error,cds*=off:stderr -Dlogback.configurationFile="%HOME_DIR%\conf\logback.xml" %RECIPE4J_JVM% -cp "%HOME_DIR%\lib\recipe4j.jar" recipe4j.cli.Main %*
set "CODE=%ERRORLEVEL%"
chcp %CODE_PAGE% >nul
exit /b %CODE%
